using System.IO.Compression;
using System.Security;
using System.Text;

namespace Hongyan.Tests.Import;

/// <summary>Files as people and enemies make them.</summary>
internal static class Files
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(TestCluster.RepositoryRoot, "tests", "samples", name));

    /// <summary>An .xls of two members and a total row.</summary>
    public static byte[] OldWorkbook() => File.ReadAllBytes(Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "Import", "roster.xls"));

    /// <summary>A workbook of one sheet with text cells.</summary>
    public static byte[] Xlsx(params string[][] rows) => Xlsx(SheetOf(string.Concat(rows.Select((row, number) =>
        $"<row r=\"{number + 1}\">{string.Concat(row.Select((text, column) => CellOf(column, number + 1, text)))}</row>"))));

    /// <summary>A workbook whose only sheet is this XML.</summary>
    public static byte[] Xlsx(string sheet, params (string Name, byte[] Content)[] others)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Add(zip, "[Content_Types].xml",
                """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
                    + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
                    + """<Default Extension="xml" ContentType="application/xml"/>"""
                    + """<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"""
                    + """<Override PartName="/xl/worksheets/sheet1.xml" """
                    + """ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""
                    + """</Types>""");
            Add(zip, "_rels/.rels",
                """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                    + $"""<Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/>"""
                    + """</Relationships>""");
            Add(zip, "xl/workbook.xml",
                $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"""
                    + """<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Add(zip, "xl/_rels/workbook.xml.rels",
                """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                    + $"""<Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/>"""
                    + """</Relationships>""");
            Add(zip, "xl/worksheets/sheet1.xml", sheet);
            foreach (var (name, content) in others) Add(zip, name, content);
        }
        return stream.ToArray();
    }

    /// <summary>A workbook of several sheets, hidden when their state says so, with number formats 0 (General), 1, 2 … as given.</summary>
    public static byte[] Book(string properties, string[] formats, params (string Name, string State, string Sheet)[] sheets)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Add(zip, "_rels/.rels",
                """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                    + $"""<Relationship Id="rId1" Type="{Office}/officeDocument" Target="book/main.xml"/>"""
                    + """</Relationships>""");
            var entries = sheets.Select((sheet, place) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{place + 1}\" state=\"{sheet.State}\" r:id=\"s{place}\"/>");
            Add(zip, "book/main.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                    + $"{properties}<sheets>{string.Concat(entries)}</sheets></workbook>");
            var relations = sheets.Select((_, place) =>
                $"<Relationship Id=\"s{place}\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\" Target=\"/book/{place}.xml\"/>");
            Add(zip, "book/_rels/main.xml.rels",
                $"<r:Relationships xmlns:r=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + string.Concat(relations).Replace("<Relationship", "<r:Relationship", StringComparison.Ordinal)
                    + "<r:Relationship Id=\"f\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/styles\" "
                    + "Target=\"formats.xml\"/></r:Relationships>");
            var codes = formats.Select((code, place) => $"<numFmt numFmtId=\"{200 + place}\" formatCode=\"{SecurityElement.Escape(code)}\"/>");
            var cells = formats.Select((_, place) => $"<xf numFmtId=\"{200 + place}\"/>");
            Add(zip, "book/formats.xml",
                $"<styleSheet xmlns=\"{Main}\"><numFmts>{string.Concat(codes)}</numFmts>"
                    + $"<cellXfs><xf numFmtId=\"0\"/>{string.Concat(cells)}</cellXfs></styleSheet>");
            for (var place = 0; place < sheets.Length; place++) Add(zip, $"book/{place}.xml", sheets[place].Sheet);
        }
        return stream.ToArray();
    }

    /// <summary>A row of text cells, with attributes of its own; a cell that begins with a tag is taken as it stands.</summary>
    public static string Row(int number, string attributes, params string[] texts) =>
        $"<row r=\"{number}\" {attributes}>{string.Concat(texts.Select((text, column) =>
        text.StartsWith('<') ? text.Replace("<c ", $"<c r=\"{(char)('A' + column)}{number}\" ", StringComparison.Ordinal)
        : text.Length == 0 ? "" : CellOf(column, number, text)))}</row>";

    public static string SheetOf(string rows) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    /// <summary>A workbook whose sheet is huge and packs well.</summary>
    public static byte[] Bomb(long bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Add(zip, "xl/workbook.xml", "<workbook/>");
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var block = new byte[1024 * 1024];
            for (var place = 0; place < block.Length; place += 4) "<c/>"u8.CopyTo(block.AsSpan(place));
            part.Write(Encoding.UTF8.GetBytes("<worksheet><sheetData><row>"));
            for (long written = 0; written < bytes; written += block.Length) part.Write(block);
        }
        return stream.ToArray();
    }

    private static string CellOf(int column, int row, string text) =>
        $"<c r=\"{(char)('A' + column)}{row}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";

    private static void Add(ZipArchive zip, string name, string content) => Add(zip, name, Encoding.UTF8.GetBytes(content));

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(content);
    }
}
