using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Hongyan.Features.Import.Reading;

/// <summary>The texts of a workbook: those that cells share, and those that stand in a cell.</summary>
internal static partial class XlsxTexts
{
    public static List<string> Read(XlsxPackage package, string? part, Limits limits)
    {
        var texts = new List<string>();
        if (part is null) return texts;
        using var xml = package.Open(part);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" }) texts.Add(Of(xml));
            if (texts.Count % 1024 == 0) limits.CheckTime();
        }
        return texts;
    }

    /// <summary>The text of the element that the reader stands on, without the pronunciation of its characters; ends on its end.</summary>
    public static string Of(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        string? first = null;
        StringBuilder? all = null;
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                xml.Skip();
                continue;
            }
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" })
            {
                var run = xml.ReadElementContentAsString();
                if (first is null) first = run;
                else (all ??= new StringBuilder(first)).Append(run);
                continue;
            }
            if (!xml.Read()) break;
        }
        return Decode(all?.ToString() ?? first ?? "");
    }

    /// <summary>_x000D_ is how XML keeps a character that it may not contain.</summary>
    public static string Decode(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    // Half of a character pair stays escaped.
    [GeneratedRegex("_x(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}_")]
    private static partial Regex Escaped();
}
