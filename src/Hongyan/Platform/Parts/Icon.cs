using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>One of the icons listed in eng/setup.mjs; always beside words, so hidden from screen readers.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Icon(IFileVersionProvider versions) : TagHelper
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"""<use href="{versions.AddFileVersionToPath(PathString.Empty, "/lib/icons.svg")}#{Name}"></use>""");
    }
}
