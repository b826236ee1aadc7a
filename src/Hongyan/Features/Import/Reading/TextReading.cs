using System.Text;
using CsvHelper;

namespace Hongyan.Features.Import.Reading;

/// <summary>Text with separators: UTF-8 with or without mark, UTF-16 with mark, or GB18030. Everything stays text.</summary>
internal static class TextReading
{
    private const int RecordBytes = 1024 * 1024;
    private static readonly char[] Separators = [',', '\t', ';'];

    public static Sheet Read(byte[] content, Limits limits)
    {
        var text = Decode(content);
        if (string.IsNullOrWhiteSpace(text)) throw new UnreadableFile("empty");
        if (text.AsSpan().TrimStart().StartsWith("<")) throw new UnreadableFile("web-page");
        if (text.Contains('\0', StringComparison.Ordinal)) throw new UnreadableFile("not-a-table");

        var settings = new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            HasHeader = false,
            SkipEmptyLines = false, // they count as rows in a spreadsheet
            MaxRecordSize = RecordBytes,
            IncludeValuesInExceptions = false,
            PoolStrings = true,
        };
        try
        {
            using var reader = CsvReader.FromText(text, settings);
            return new Sheet("CSV", Rows(reader, limits), []);
        }
        catch (CsvFormatException)
        {
            throw new UnreadableFile("not-a-table");
        }
    }

    private static List<SheetRow> Rows(CsvReader reader, Limits limits)
    {
        var rows = new List<SheetRow>();
        for (var number = 1; reader.Read(); number++)
        {
            limits.CountRow();
            var last = reader.FieldCount - 1;
            while (last >= 0 && string.IsNullOrWhiteSpace(reader.GetString(last))) last--;
            if (last < 0) continue;
            Limits.CheckColumn(last);
            limits.CountFilledRow();

            var cells = new Cell[last + 1];
            for (var column = 0; column <= last; column++)
            {
                cells[column] = CellOf(reader.GetString(column));
                if (!cells[column].IsBlank) limits.CountCell(cells[column].Text);
            }
            rows.Add(new SheetRow(number, cells));
        }
        return rows;
    }

    /// <summary>="0123" is how web systems keep a long number as text; errors of a spreadsheet are saved as words.</summary>
    private static Cell CellOf(string text) =>
        text.Length > 3 && text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"') ? new Cell(text[2..^1])
        : text.StartsWith('#') && CellDates.Errors.Contains(text.Trim()) ? new Cell(text, Kind: CellKind.Error)
        : new Cell(text);

    private static string Decode(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(content, 2, content.Length - 2);
        if (content is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode.GetString(content, 2, content.Length - 2);
        var mark = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        return Try(new UTF8Encoding(false, throwOnInvalidBytes: true), content, mark)
            ?? Try(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), content, 0)
            ?? throw new UnreadableFile("not-a-table");
    }

    private static string? Try(Encoding encoding, byte[] content, int from)
    {
        try
        {
            return encoding.GetString(content, from, content.Length - from);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The separator that the first lines have most of.</summary>
    private static char SeparatorOf(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 8_192));
        var best = Separators[0];
        foreach (var separator in Separators)
            if (start.Count(separator) > start.Count(best)) best = separator;
        return best;
    }
}
