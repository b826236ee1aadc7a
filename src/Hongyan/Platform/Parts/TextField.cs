using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("text-field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextField(Texts texts) : FieldPart(texts)
{
    protected override bool HasLines => true;

    protected override TagBuilder Control()
    {
        var area = new TagBuilder("textarea");
        area.AddCssClass("form-control");
        area.Attributes["rows"] = "3";
        area.InnerHtml.Append("\n" + Value); // a browser drops the first line break
        return area;
    }
}
