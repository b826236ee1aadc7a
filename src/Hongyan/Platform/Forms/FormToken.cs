using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Hongyan.Platform.Forms;

/// <summary>For whom and on which page a form was opened. It is posted with the form, sealed, so nobody can write it for another account.</summary>
/// <param name="Id">One opening of the form: the key of its draft, and of its one sending.</param>
/// <param name="From">The draft with which the form was filled when it was opened.</param>
/// <param name="Address">The page that shows the form.</param>
/// <param name="Form">Which form of the page.</param>
public sealed record FormToken(Guid Account, Guid Id, Guid? From, string Address, string Form, string Title)
{
    public const string Field = "FormToken";

    /// <summary>The query of an address that is to be filled with one draft.</summary>
    public const string DraftQuery = "draft";

    private static readonly string[] NotOfSubject = [DraftQuery, "back", "returnUrl"];

    /// <summary>The page's address without what says only where its reader came from.</summary>
    public string Subject => SubjectOf(Address);

    /// <summary>The page, filled with this form's draft.</summary>
    public string Filled => QueryHelpers.AddQueryString(Without(Address, DraftQuery), DraftQuery, Id.ToString());

    public static string SubjectOf(string address)
    {
        var bare = Without(address, NotOfSubject);
        var (path, query) = bare.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (bare[..at], bare[at..]) : (bare, "");
        var parts = QueryHelpers.ParseQuery(query).SelectMany(pair => pair.Value, (pair, value) => $"{pair.Key}={value}");
        return path + "?" + string.Join('&', parts.Order(StringComparer.Ordinal));
    }

    private static string Without(string address, params string[] names)
    {
        if (address.IndexOf('?', StringComparison.Ordinal) is var at && at < 0) return address;
        var kept = QueryHelpers.ParseQuery(address[at..])
            .Where(pair => !names.Contains(pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return address[..at] + QueryString.Create(kept);
    }
}

/// <summary>Seals the tokens of forms, and reads those that were posted.</summary>
public sealed class FormTokens(IDataProtectionProvider protection)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IDataProtector protector = protection.CreateProtector("form");

    public string Seal(FormToken token) => WebEncoders.Base64UrlEncode(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(token, Plain)));

    /// <summary>The token of a posted form; nothing when it has none that is ours.</summary>
    public FormToken? Of(IFormCollection form)
    {
        if (form[FormToken.Field].ToString() is not { Length: > 0 } value) return null;
        try
        {
            return JsonSerializer.Deserialize<FormToken>(protector.Unprotect(WebEncoders.Base64UrlDecode(value)));
        }
        catch (Exception wrong) when (wrong is FormatException or System.Security.Cryptography.CryptographicException or JsonException)
        {
            return null;
        }
    }
}
