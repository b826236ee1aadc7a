using System.Globalization;
using System.Xml;

namespace Hongyan.Features.Import.Reading;

/// <summary>What each cell format of a workbook shows of a date.</summary>
internal static class XlsxFormats
{
    /// <summary>By the number of the format, which a cell names; null for one that shows no date.</summary>
    public static List<DatePart?> Read(XlsxPackage package, string? part)
    {
        var formats = new List<DatePart?>();
        if (part is null) return formats;
        var codes = new Dictionary<int, string>();
        using var xml = package.Open(part);
        var inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt") codes[Number(xml, "numFmtId")] = xml.GetAttribute("formatCode") ?? "";
            if (inCells && xml.LocalName == "xf") formats.Add(PartOf(Number(xml, "numFmtId"), codes));
        }
        return formats;
    }

    private static DatePart? PartOf(int id, Dictionary<int, string> codes) =>
        codes.TryGetValue(id, out var code) ? NumberFormat.Of(code) : NumberFormat.OfBuiltIn(id);

    private static int Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
