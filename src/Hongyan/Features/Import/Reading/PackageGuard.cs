using System.IO.Compression;
using System.Xml;

namespace Hongyan.Features.Import.Reading;

/// <summary>
/// Walks through the whole package once, before anything believes it: inflates every part and counts, and reads every XML part
/// without document types. What passes here is of bounded size whatever its headers say.
/// </summary>
internal static class PackageGuard
{
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = false,
    };

    public static void Check(byte[] content)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (package.Entries.Count > Limits.Entries) throw new UnreadableFile("too-many-parts", Limits.Entries);
            if (package.Entries.All(part => !Is(part, "xl/workbook.xml") && !Is(part, "_rels/.rels"))) throw new UnreadableFile("no-workbook");

            long total = 0;
            foreach (var part in package.Entries) total += Walk(part, total);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new UnreadableFile("broken");
        }
    }

    /// <returns>The bytes that the part really has.</returns>
    private static long Walk(ZipArchiveEntry part, long before)
    {
        using var inflated = part.Open();
        using var counted = new CountedStream(inflated, Math.Min(part.CompressedLength, Limits.FileBytes),
            Math.Min(Allowed(part), Limits.InflatedBytes - before));
        try
        {
            if (part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
                Read(counted);
        }
        catch (XmlException xml) when (xml.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new UnreadableFile("document-type");
        }
        catch (XmlException)
        {
            throw new UnreadableFile("broken");
        }
        Span<byte> rest = stackalloc byte[16 * 1024];
        while (counted.Read(rest) > 0)
        {
        }
        return counted.Count;
    }

    private static void Read(Stream part)
    {
        using var xml = XmlReader.Create(part, Strict);
        int merges = 0, sheets = 0, values = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "mergeCell" && ++merges > Limits.Merges) throw new UnreadableFile("too-many-cells", Limits.Merges);
            if (xml.LocalName == "sheet" && ++sheets > Limits.Sheets) throw new UnreadableFile("too-many-sheets", Limits.Sheets);
            if (xml.LocalName is "v" or "is" && ++values > Limits.Cells) throw new UnreadableFile("too-many-cells", Limits.Cells);
            if (xml.LocalName is "c" or "row" && xml.GetAttribute("r") is { } place) CheckPlace(place);
        }
    }

    /// <summary>A row or cell that no spreadsheet has would make the reader walk there.</summary>
    private static void CheckPlace(string place)
    {
        var letters = 0;
        while (letters < place.Length && char.IsAsciiLetter(place[letters])) letters++;
        if (letters > 3) throw new UnreadableFile("broken");
        var digits = place.AsSpan(letters);
        if (digits.Length > 0 && (!int.TryParse(digits, out var row) || row > Limits.SheetRows)) throw new UnreadableFile("broken");
    }

    private static long Allowed(ZipArchiveEntry part) =>
        part.FullName.Contains("worksheets/", StringComparison.OrdinalIgnoreCase) || part.FullName.Contains("media/", StringComparison.OrdinalIgnoreCase)
            ? Limits.InflatedBytes
            : Is(part, "xl/sharedStrings.xml") ? Limits.SharedStringBytes : Limits.OtherPartBytes;

    private static bool Is(ZipArchiveEntry part, string name) =>
        XlsxPackage.Name(part).Equals(name, StringComparison.OrdinalIgnoreCase);
}
