using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>Said where a list has nothing; what stands between the tags is the way on.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyState : TagHelper
{
    public required string Title { get; set; }

    public string? Text { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var way = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty");
        output.Content.AppendHtml(Line("empty-title", Title));
        if (Text is not null) output.Content.AppendHtml(Line("empty-subtitle text-secondary", Text));
        if (way.IsEmptyOrWhiteSpace) return;
        output.Content.AppendHtml("<div class=\"empty-action\">").AppendHtml(way).AppendHtml("</div>");
    }

    private static TagBuilder Line(string css, string text)
    {
        var line = new TagBuilder("p");
        line.AddCssClass(css);
        line.InnerHtml.Append(text);
        return line;
    }
}
