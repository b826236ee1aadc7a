using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>What is wrong with the form, each line leading to its field; nothing when all is well.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummary(Texts texts) : TagHelper
{
    // Beside its field such a sentence is clear; in the list it has to say which field it means.
    private static readonly string[] Nameless = ["invalid.required", "invalid.value", "invalid.number", "invalid.length", "invalid.range"];

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState.SelectMany(entry => entry.Value!.Errors, (entry, error) => (entry.Key, error.ErrorMessage)).ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "alert alert-danger error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        var list = new TagBuilder("ul");
        foreach (var (key, message) in errors)
        {
            var item = new TagBuilder("li");
            if (key.Length == 0)
            {
                item.InnerHtml.Append(message);
            }
            else
            {
                var link = new TagBuilder("a");
                link.Attributes["href"] = "#" + FieldPart.IdOf(key);
                link.InnerHtml.AppendHtml(new Named(texts, FieldLabels.Of(ViewContext), key, message));
                item.InnerHtml.AppendHtml(link);
            }
            list.InnerHtml.AppendHtml(item);
        }
        var title = new TagBuilder("strong");
        title.InnerHtml.Append(texts["errors.title"]);
        output.Content.AppendHtml(title).AppendHtml(list);
    }

    /// <summary>The sentence with the label of its field, which is looked up when it is sent.</summary>
    private sealed class Named(Texts texts, Dictionary<string, string> labels, string key, string message) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var isNameless = Array.Exists(Nameless, text => texts[text] == message);
            encoder.Encode(writer, isNameless && labels.TryGetValue(key, out var label) ? texts["errors.of", label, message] : message);
        }
    }
}
