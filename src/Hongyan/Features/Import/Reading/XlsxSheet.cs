using System.Globalization;
using System.Xml;

namespace Hongyan.Features.Import.Reading;

/// <summary>One sheet of an .xlsx, read from its beginning to its end; only rows that hold something are kept.</summary>
internal sealed class XlsxSheet(XmlReader xml, List<string> texts, List<DatePart?> formats, bool since1904, Limits limits)
{
    private readonly List<SheetRow> rows = [];
    private readonly List<Merge> merges = [];
    private readonly HashSet<int> hiddenColumns = [];
    private readonly List<Cell> cells = []; // of the row at hand

    public Sheet Read(string name)
    {
        var number = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "row":
                    ReadRow(ref number);
                    break;
                case "mergeCell" when CellRange.Read(xml.GetAttribute("ref")) is { } merge:
                    merges.Add(merge);
                    break;
                case "col" when IsHidden("width"):
                    HideColumns();
                    break;
            }
        }
        return new Sheet(name, rows, merges) { HiddenColumns = hiddenColumns };
    }

    private void ReadRow(ref int number)
    {
        limits.CountRow();
        number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : number + 1;
        var hidden = IsHidden("ht");
        if (xml.IsEmptyElement) return;
        cells.Clear();
        var (depth, column) = (xml.Depth, -1);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" }) continue;
            column = xml.GetAttribute("r") is { } place ? CellRange.ColumnOf(place) : column + 1;
            var cell = ReadCell();
            if (cell.IsBlank) continue;
            Limits.CheckColumn(column);
            limits.CountCell(cell.Text);
            while (cells.Count <= column) cells.Add(Cell.Empty);
            cells[column] = cell;
        }
        if (cells.Count == 0) return;
        limits.CountFilledRow();
        rows.Add(new SheetRow(number, [.. cells], hidden));
    }

    private Cell ReadCell()
    {
        if (xml.IsEmptyElement) return Cell.Empty;
        var (type, format) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        string? value = null, inline = null;
        var (depth, formula) = (xml.Depth, false);
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v")
            {
                value = xml.ReadElementContentAsString();
                continue;
            }
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is") inline = XlsxTexts.Of(xml);
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "f") formula = true;
            if (!xml.Read()) break;
        }
        if (inline is not null) return new Cell(inline);
        if (string.IsNullOrEmpty(value)) return formula && type != "str" ? new Cell("", Kind: CellKind.Uncalculated) : Cell.Empty;
        return CellOf(type, value, format is null ? 0 : int.Parse(format, CultureInfo.InvariantCulture), formula ? CellKind.Calculated : CellKind.Plain);
    }

    private Cell CellOf(string? type, string value, int format, CellKind kind)
    {
        var shown = format < formats.Count ? formats[format] : null;
        return type switch
        {
            "s" => new Cell(texts[int.Parse(value, CultureInfo.InvariantCulture)]),
            "e" => new Cell(value, Kind: CellKind.Error),
            "b" => new Cell(value is "1" or "true" ? "TRUE" : "FALSE", Kind: kind),
            "d" => new Cell(value, Part: shown ?? DatePart.Day, Kind: kind),
            "str" or "inlineStr" => new Cell(XlsxTexts.Decode(value), Kind: kind),
            _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => CellDates.Of(number, shown, since1904, kind),
            _ => new Cell(value, Kind: kind),
        };
    }

    /// <summary>Hidden by its mark, or because it has no height or width.</summary>
    private bool IsHidden(string size) => xml.GetAttribute("hidden") is "1" or "true" || xml.GetAttribute(size) is "0";

    private void HideColumns()
    {
        _ = int.TryParse(xml.GetAttribute("min"), NumberStyles.None, CultureInfo.InvariantCulture, out var first);
        _ = int.TryParse(xml.GetAttribute("max"), NumberStyles.None, CultureInfo.InvariantCulture, out var last);
        for (var column = Math.Max(first, 1); column <= Math.Min(last, Limits.Columns); column++) hiddenColumns.Add(column - 1);
    }
}
