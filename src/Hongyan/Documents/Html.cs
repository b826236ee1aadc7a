using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Documents;

/// <summary>Elements with text that is escaped.</summary>
internal static class Html
{
    public static TagBuilder Element(string tag, string? text, string? css = null)
    {
        var element = new TagBuilder(tag);
        if (!string.IsNullOrEmpty(css)) element.AddCssClass(css);
        if (text is not null) element.InnerHtml.Append(text);
        return element;
    }

    public static TagBuilder Holding(string tag, IEnumerable<TagBuilder> content, string? css = null)
    {
        var element = Element(tag, text: null, css);
        foreach (var one in content) element.InnerHtml.AppendHtml(one);
        return element;
    }

    public static TagBuilder Image(Picture picture)
    {
        var image = new TagBuilder("img") { TagRenderMode = TagRenderMode.SelfClosing };
        image.Attributes["src"] = "data:image/png;base64," + Convert.ToBase64String(picture.Png);
        image.Attributes["alt"] = picture.Description;
        image.Attributes["style"] = FormattableString.Invariant($"width:{picture.Width}mm");
        return image;
    }
}
