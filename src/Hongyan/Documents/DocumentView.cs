using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Documents;

/// <summary>A document on a page and on its print: the same parts as in the file. Its title is a heading of the second level.</summary>
[HtmlTargetElement("document-view", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DocumentView : TagHelper
{
    private const int TitleLevel = 2;

    public required Document Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "article";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "paper");
        output.Attributes.SetAttribute("lang", Of.Language == TextBook.Chinese ? "zh-CN" : Of.Language);
        output.Content.AppendHtml(Element("h" + TitleLevel, Of.Title, "paper-title"));
        if (Of.Subtitle is { } subtitle) output.Content.AppendHtml(Element("p", subtitle, "paper-subtitle"));
        foreach (var block in Of.Blocks) output.Content.AppendHtml(Render(block));
    }

    private static TagBuilder Render(Block block) => block switch
    {
        Heading heading => Element("h" + (TitleLevel + heading.Level), heading.Text),
        Paragraph paragraph => Element("p", paragraph.Text),
        Checklist list => Holding("ul", list.Items.Select(item => Element("li", item)), "paper-checklist"),
        Table table => Grid(table),
        Signature signature => Holding("div", [Element("p", signature.Name), Element("p", signature.Date)], "paper-signature"),
        _ => throw new NotSupportedException($"There is no way to show a {block.GetType().Name}."),
    };

    private static TagBuilder Grid(Table table)
    {
        var head = Holding("tr", table.Columns.Select((column, index) => Cell("th", column, index, "col")));
        var rows = table.Rows.Select(row => Holding("tr", row.Select((text, index) => index == 0 ? Cell("th", text, index, "row") : Cell("td", text, index))));
        return Holding("table", [Element("caption", table.Caption), Holding("thead", [head]), Holding("tbody", rows)], "table table-sm");
    }

    private static TagBuilder Cell(string tag, string text, int index, string? scope = null)
    {
        var cell = Element(tag, text, index == 0 ? null : "text-end");
        if (scope is not null) cell.Attributes["scope"] = scope;
        return cell;
    }

    private static TagBuilder Holding(string tag, IEnumerable<TagBuilder> content, string? css = null)
    {
        var element = Element(tag, text: null, css);
        foreach (var one in content) element.InnerHtml.AppendHtml(one);
        return element;
    }

    private static TagBuilder Element(string tag, string? text, string? css = null)
    {
        var element = new TagBuilder(tag);
        if (css is not null) element.AddCssClass(css);
        if (text is not null) element.InnerHtml.Append(text);
        return element;
    }
}
