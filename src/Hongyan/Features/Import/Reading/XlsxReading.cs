using System.Xml;

namespace Hongyan.Features.Import.Reading;

/// <summary>Reads an .xlsx: every sheet of it with values, formats, merged cells, and what is hidden.</summary>
internal static class XlsxReading
{
    public static IReadOnlyList<Sheet> Read(byte[] content, Limits limits)
    {
        try
        {
            using var package = new XlsxPackage(content);
            var related = package.RelationshipsOf(package.Workbook);
            var (sheets, since1904) = Workbook(package);
            var texts = XlsxTexts.Read(package, Part("sharedStrings"), limits);
            var formats = XlsxFormats.Read(package, Part("styles"));
            return sheets
                .Where(sheet => related.TryGetValue(sheet.Id, out var part) && part.Type == "worksheet" && package.Has(part.Target))
                .Select(sheet =>
                {
                    using var xml = package.Open(related[sheet.Id].Target);
                    return new XlsxSheet(xml, texts, formats, since1904, limits).Read(sheet.Name) with { IsHidden = sheet.IsHidden };
                })
                .ToList();

            string? Part(string type) => related.Values.Where(one => one.Type == type).Select(one => one.Target).FirstOrDefault(package.Has);
        }
        catch (Exception broken) when (broken is not (UnreadableFile or OutOfMemoryException))
        {
            throw new UnreadableFile("broken");
        }
    }

    private static (List<SheetEntry> Sheets, bool Since1904) Workbook(XlsxPackage package)
    {
        var (sheets, since1904) = (new List<SheetEntry>(), false);
        using var xml = package.Open(package.Workbook);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") since1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName == "sheet") sheets.Add(Entry(xml));
            if (sheets.Count > Limits.Sheets) throw new UnreadableFile("too-many-sheets", Limits.Sheets);
        }
        return (sheets, since1904);
    }

    private static SheetEntry Entry(XmlReader xml)
    {
        var (name, state, id) = (xml.GetAttribute("name") ?? "", xml.GetAttribute("state"), "");
        while (xml.MoveToNextAttribute())
            if (xml.LocalName == "id") id = xml.Value;
        xml.MoveToElement();
        return new SheetEntry(name, id, state is "hidden" or "veryHidden");
    }

    private sealed record SheetEntry(string Name, string Id, bool IsHidden);
}
