using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>The basis of a duty: its clause as an office cites it, one click away. The id stands in the title and on the page of the clause.</summary>
[HtmlTargetElement("clause-link", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ClauseLink(Texts texts) : TagHelper
{
    [HtmlAttributeName("id")]
    public required string Clause { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "clause");
        output.Attributes.SetAttribute("href", "/Policy/Clauses/" + Uri.EscapeDataString(Clause));
        output.Attributes.SetAttribute("title", texts["basis.of", Clause]);
        output.Content.SetContent(ClauseMark.Of(Clause, texts));
    }
}
