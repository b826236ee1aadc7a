using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform;

/// <summary>Text that the database and every document can hold: no NUL, no other control character, no half of a surrogate pair.</summary>
internal static class ReadableText
{
    public static bool Is(string? text)
    {
        for (var at = 0; at < text?.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at])) continue;
            if (at + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at])) return false;
            at++;
        }
        return true;
    }

    /// <summary>Control characters that word processors leave in copied text become blanks; NUL stays, and is refused.</summary>
    public static string? WithoutControls(string? text) =>
        Is(text) ? text : string.Create(text!.Length, text, (chars, given) =>
        {
            for (var at = 0; at < chars.Length; at++)
                chars[at] = given[at] == '\0' || XmlConvert.IsXmlChar(given[at]) || char.IsSurrogate(given[at]) ? given[at] : ' ';
        });

    /// <summary>Refuses an address whose path or query holds anything else, before it reaches a page.</summary>
    public static Task RefuseAddress(HttpContext context, RequestDelegate next)
    {
        if (Is(context.Request.Path.Value) && context.Request.Query.All(pair => Is(pair.Key) && pair.Value.All(Is))) return next(context);
        UnreadableRequest.Refuse(context);
        return Task.CompletedTask;
    }
}
