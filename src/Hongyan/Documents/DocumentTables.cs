using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Documents;

/// <summary>Lists and forms on a page. What is wider than the screen is moved sideways within its frame.</summary>
internal static class DocumentTables
{
    private const string Centred = "centred", Whole = "whole";
    private const double RemOfWidth = .5; // so much room has one character of a column on the screen
    private const char Separator = '、';

    public static TagBuilder List(Listing listing, string title)
    {
        var head = Html.Holding("tr", listing.Columns.Select(column =>
        {
            var cell = Html.Element("th", column.Title);
            cell.Attributes["scope"] = "col";
            return cell;
        }));
        var rows = listing.Rows.Select(row =>
        {
            var line = Html.Holding("tr", listing.Columns.Select((column, index) => Value(column, Cells.Text(row[index]))));
            if (listing.RowHeight is { } height) line.Attributes["style"] = FormattableString.Invariant($"height:{height}mm");
            return line;
        });
        var table = Html.Holding("table",
            [Columns(listing.Columns.Select(column => column.Width)), Html.Holding("thead", [head]), Html.Holding("tbody", rows)], "list-grid");
        table.Attributes["style"] = FormattableString.Invariant($"--width:{listing.Columns.Sum(column => column.Width) * RemOfWidth}rem");
        return Frame(table, title);
    }

    private static TagBuilder Value(Column column, string text)
    {
        var cell = Html.Element("td", text: null, Cells.IsCentred(column) ? Centred : column.Kind == ColumnKind.Money ? "text-end" : null);
        if (Cells.IsWhole(text)) cell.AddCssClass(Whole);
        var parts = text.Split(Separator);
        if (parts.Length < 2 || !parts.All(Cells.IsWhole))
        {
            cell.InnerHtml.Append(text);
            return cell;
        }
        for (var index = 0; index < parts.Length; index++) // several numbers: a line ends between them
        {
            cell.InnerHtml.AppendHtml(Html.Element("span", index < parts.Length - 1 ? parts[index] + Separator : parts[index], Whole));
            if (index < parts.Length - 1) cell.InnerHtml.AppendHtml(new TagBuilder("wbr") { TagRenderMode = TagRenderMode.SelfClosing });
        }
        return cell;
    }

    public static TagBuilder Form(FormGrid form, string title)
    {
        var rows = form.Rows.Select(row =>
        {
            var line = Html.Holding("tr", row.Cells.Select(Cell));
            line.Attributes["style"] = FormattableString.Invariant($"height:{row.Height}mm");
            return line;
        });
        var table = Html.Holding("table", [Columns(form.Widths), Html.Holding("tbody", rows)], form.HasLines ? "form-grid" : "form-grid form-lineless");
        if (form.Width is { } width) table.Attributes["style"] = FormattableString.Invariant($"width:{width}mm");
        return Frame(table, title);
    }

    /// <summary>Can be reached and moved with the keyboard.</summary>
    private static TagBuilder Frame(TagBuilder table, string title)
    {
        var frame = Html.Holding("div", [table], "paper-frame");
        frame.Attributes["role"] = "group";
        frame.Attributes["tabindex"] = "0";
        frame.Attributes["aria-label"] = title;
        return frame;
    }

    private static TagBuilder Columns(IEnumerable<double> widths)
    {
        var parts = widths.ToList();
        return Html.Holding("colgroup", parts.Select(part =>
        {
            var column = new TagBuilder("col") { TagRenderMode = TagRenderMode.SelfClosing };
            column.Attributes["style"] = FormattableString.Invariant($"width:{100 * part / parts.Sum():0.###}%");
            return column;
        }));
    }

    private static TagBuilder Cell(FormCell cell)
    {
        var element = Html.Element(cell.IsLabel ? "th" : "td", text: null, cell.IsCentred && !cell.IsLabel ? Centred : null);
        if (cell.Columns > 1) element.Attributes["colspan"] = cell.Columns.ToString(CultureInfo.InvariantCulture);
        if (cell.Rows > 1) element.Attributes["rowspan"] = cell.Rows.ToString(CultureInfo.InvariantCulture);
        if (cell.Picture is { } picture) element.InnerHtml.AppendHtml(Html.Image(picture));
        if (cell.Closing.Count == 0)
        {
            element.InnerHtml.Append(cell.Text);
            return element;
        }
        if (cell.Text.Length > 0) element.InnerHtml.AppendHtml(Html.Element("p", cell.Text));
        element.InnerHtml.AppendHtml(Html.Holding("div", cell.Closing.Select(line => Html.Element("p", line)), "paper-closing"));
        return element;
    }
}
