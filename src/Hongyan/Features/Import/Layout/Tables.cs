using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>All tables of a sheet: that of its best header, those above and below with a header of their own, and the right half of each.</summary>
internal static class Tables
{
    public static List<RosterTable> Of(Candidate best, string kind, IReadOnlyList<Field> fields, List<Remark> remarks)
    {
        var headers = Headers(best, fields);
        var tables = new List<RosterTable>();
        for (var place = 0; place < headers.Count; place++)
        {
            var (header, last) = (headers[place], place + 1 < headers.Count ? AboveOf(headers[place + 1]) : int.MaxValue);
            if (place > 0) remarks.Add(new Remark("second-table", header.Rows[0]));
            tables.Add(new RosterTable(kind, fields, header.Sheet, header.Rows, header.Headings, header.Columns, last));
            if (header.HasSecondHalf(fields))
            {
                remarks.Add(new Remark("second-half", new Heading(header.Again[Fields.Name], "").Letter));
                tables.Add(new RosterTable(kind, fields, header.Sheet, header.Rows, header.Headings, header.Again, last));
            }
            else
            {
                remarks.AddRange(Twice(header, fields));
            }
        }
        return tables;
    }

    /// <summary>The headers of a sheet from top to bottom, without those that only repeat the one above them, as printed pages do.</summary>
    private static List<Candidate> Headers(Candidate best, IReadOnlyList<Field> fields)
    {
        var (headers, rows, name) = (new List<Candidate>(), best.Sheet.Rows, fields.First(field => field.Key == Fields.Name));
        List<string> needed = [.. fields.Where(field => field.Required && best.Columns.ContainsKey(field.Key)).Select(field => field.Key)];
        for (var place = 0; place < rows.Count; place++)
        {
            var number = rows[place].Number;
            if (number == best.Rows[0]) Add(best);
            if (headers is [.., var above] && number <= above.Rows[^1] || !Array.Exists(rows[place].Cells, cell => IsName(cell.Text, name))) continue;
            var header = HeaderFinder.At(best.Sheet, place, fields);
            // One above the best must say as much as is needed: it may be a title with some headings in it.
            if (header.IsHeader && (number > best.Rows[^1] || (header.Rows[^1] < best.Rows[0] && header.HasAll(needed)))) Add(header);
        }
        return headers;

        void Add(Candidate header)
        {
            if (headers is not [.., var above] || !IsSame(header.Columns, above.Columns)) headers.Add(header);
        }
    }

    private static bool IsName(string text, Field name) =>
        text.Length is >= 2 and < 24 && text.Contains('名', StringComparison.Ordinal) && name.IsCalled(Heading.Named(text));

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
