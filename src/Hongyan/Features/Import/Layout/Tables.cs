using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>All tables of a sheet that begin with its first header: those below with a header of their own, and the right half of each.</summary>
internal static class Tables
{
    public static List<RosterTable> Of(Candidate first, string kind, IReadOnlyList<Field> fields, List<Remark> remarks)
    {
        var headers = new List<Candidate> { first };
        headers.AddRange(Below(first, kind, fields));
        var tables = new List<RosterTable>();
        for (var place = 0; place < headers.Count; place++)
        {
            var (header, last) = (headers[place], place + 1 < headers.Count ? AboveOf(headers[place + 1]) : int.MaxValue);
            if (place > 0) remarks.Add(new Remark("second-table", header.Rows[0]));
            tables.Add(new RosterTable(kind, header.Sheet, header.Rows, header.Headings, header.Columns, last));
            if (header.HasSecondHalf(fields))
            {
                remarks.Add(new Remark("second-half", new Heading(header.Again[Fields.Name], "").Letter));
                tables.Add(new RosterTable(kind, header.Sheet, header.Rows, header.Headings, header.Again, last));
            }
            else
            {
                remarks.AddRange(Twice(header, fields));
            }
        }
        return tables;
    }

    /// <summary>Headers below the first, unless they only repeat the one above them, as printed pages do.</summary>
    private static IEnumerable<Candidate> Below(Candidate first, string kind, IReadOnlyList<Field> fields)
    {
        var (above, rows, name) = (first, first.Sheet.Rows, Fields.Of(kind, Fields.Name));
        for (var place = 0; place < rows.Count; place++)
        {
            if (rows[place].Number <= above.Rows[^1] || !Array.Exists(rows[place].Cells, cell => IsName(cell.Text, name))) continue;
            var header = HeaderFinder.At(first.Sheet, place, fields);
            if (!header.IsHeader || IsSame(header.Columns, above.Columns)) continue;
            yield return above = header;
        }
    }

    private static bool IsName(string text, Field name) => text.Length is >= 2 and < 16 && text.Contains('名', StringComparison.Ordinal) && name.IsCalled(Heading.Bare(text));

    private static bool IsSame(Dictionary<string, int> one, Dictionary<string, int> other) => one.Count == other.Count && !one.Except(other).Any();

    /// <summary>The last row before a header and the caption that stands alone above it.</summary>
    private static int AboveOf(Candidate header)
    {
        var above = header.Sheet.Rows.LastOrDefault(row => row.Number < header.Rows[0]);
        return above is { Filled: 1 } ? above.Number - 1 : header.Rows[0] - 1;
    }

    /// <summary>Two visible columns under one heading, of which only the left one is read; a hidden one is never read.</summary>
    private static IEnumerable<Remark> Twice(Candidate header, IReadOnlyList<Field> fields) =>
        from column in header.Again
        where header.Sheet.Rows.Any(row => row.Number > header.Rows[^1] && !row[column.Value].IsBlank)
        let hidden = header.Sheet.HiddenColumns.Contains(column.Value)
        select new Remark(
            hidden ? "hidden-column" : "heading-twice",
            fields.First(field => field.Key == column.Key).Label,
            new Heading(header.Columns[column.Key], "").Letter,
            new Heading(column.Value, "").Letter);
}
