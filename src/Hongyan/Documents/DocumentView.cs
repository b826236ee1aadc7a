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
        output.Attributes.SetAttribute("class", "paper paper-" + Of.Format.Name);
        output.Attributes.SetAttribute("lang", Of.Language == TextBook.Chinese ? "zh-CN" : Of.Language);
        if (Of.ShowsTitle)
        {
            output.Content.AppendHtml(Html.Element("h" + TitleLevel, Of.Title, "paper-title"));
            if (Of.Subtitle is { } subtitle) output.Content.AppendHtml(Html.Element("p", subtitle, "paper-subtitle"));
        }
        foreach (var block in Of.Blocks.Where(block => block is not Charts)) output.Content.AppendHtml(Render(block));
    }

    private TagBuilder Render(Block block) => block switch
    {
        Heading heading => Html.Element("h" + (TitleLevel + heading.Level), heading.Text),
        Paragraph paragraph => Html.Element("p", paragraph.Text),
        Salutation salutation => Html.Element("p", salutation.Text, "paper-salutation"),
        PartTitle title => Html.Element("h" + (Of.ShowsTitle ? TitleLevel + 1 : TitleLevel), title.Text, "paper-title"),
        SideLine line => Html.Element("p", line.Text, line.AtEnd ? "paper-line paper-end" : "paper-line"),
        Checklist list => Html.Holding("ul", list.Items.Select(item => Html.Element("li", item)), "paper-checklist"),
        Table table => Annex(table),
        Listing listing => DocumentTables.List(listing, Of.Title),
        FormGrid grid => DocumentTables.Form(grid, Of.Title),
        Picture picture => Html.Holding("p", [Html.Image(picture)], "paper-picture"),
        CutLine cut => Html.Element("p", cut.Text, "paper-cut"),
        PageBreak => Html.Element("div", text: null, "paper-break"),
        Signature signature => Html.Holding("div", [Html.Element("p", signature.Name), Html.Element("p", signature.Date)], "paper-signature"),
        _ => throw new NotSupportedException($"There is no way to show a {block.GetType().Name}."),
    };

    private static TagBuilder Annex(Table table)
    {
        var head = Html.Holding("tr", table.Columns.Select((column, index) => Cell("th", column, index, "col")));
        var rows = table.Rows.Select(row => Html.Holding("tr",
            row.Select((text, index) => index == 0 ? Cell("th", text, index, "row") : Cell("td", text, index))));
        return Html.Holding("table", [Html.Element("caption", table.Caption), Html.Holding("thead", [head]), Html.Holding("tbody", rows)], "table table-sm");
    }

    private static TagBuilder Cell(string tag, string text, int index, string? scope = null)
    {
        var cell = Html.Element(tag, text, index == 0 ? null : "text-end");
        if (scope is not null) cell.Attributes["scope"] = scope;
        return cell;
    }
}
