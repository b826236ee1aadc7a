using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>Finds the sheet and the one or two header rows whose headings name most fields.</summary>
internal static class HeaderFinder
{
    private const int Depth = 40;
    private const int Enough = 3;

    /// <exception cref="UnreadableFile">No sheet has a header for this kind.</exception>
    public static Roster Find(RosterFile file, string kind)
    {
        var fields = Fields.Of(kind);
        var best = file.Sheets
            .SelectMany(sheet => Candidates(sheet, fields))
            .Where(candidate => candidate.Columns.ContainsKey(Fields.Name) && candidate.Columns.Count >= Enough)
            .OrderByDescending(candidate => candidate.Columns.Count)
            .ThenByDescending(candidate => candidate.Sheet.Rows.Count)
            .ThenBy(candidate => candidate.Rows[^1])
            .ThenBy(candidate => candidate.Rows.Length)
            .FirstOrDefault();
        return best is null
            ? throw new UnreadableFile("no-header", string.Join('、', fields.Where(field => field.Required).Select(field => field.Label)))
            : new Roster(kind, best.Sheet, best.Rows, best.Headings, best.Columns);
    }

    private static IEnumerable<Candidate> Candidates(Sheet sheet, IReadOnlyList<Field> fields)
    {
        for (var place = 0; place < Math.Min(Depth, sheet.Rows.Count); place++)
        {
            var upper = sheet.Rows[place];
            var one = new Candidate(sheet, [upper.Number], Single(upper), fields);
            yield return place + 1 < sheet.Rows.Count && sheet.Rows[place + 1] is { } lower && lower.Number == upper.Number + 1
                && IsDouble(sheet, upper, lower, one, fields)
                && new Candidate(sheet, [upper.Number, lower.Number], Double(sheet, upper, lower), fields) is { } two
                && two.Columns.Count >= one.Columns.Count ? two : one;
        }
    }

    private static List<Heading> Single(SheetRow row) =>
        row.Cells.Select((cell, column) => new Heading(column, cell.Text.Trim())).Where(heading => heading.Label.Length > 0).ToList();

    /// <summary>A heading that spans both rows, or a group with headings below it; never a row that has a name under 姓名.</summary>
    private static bool IsDouble(Sheet sheet, SheetRow upper, SheetRow lower, Candidate one, IReadOnlyList<Field> fields)
    {
        if (one.Columns.TryGetValue(Fields.Name, out var name) && !lower[name].IsBlank) return false;
        if (upper.Cells.Count(cell => !cell.IsBlank) < 2 || upper.Cells.Any(cell => cell.Text.AsSpan().ContainsAny(':', '：'))) return false; // a title
        if (sheet.Merges.Any(merge => merge.FirstRow == upper.Number && merge.LastRow == lower.Number)) return true;
        return Double(sheet, upper, lower)
            .Where(heading => !lower[heading.Column].IsBlank)
            .Any(heading => heading.FieldIn(fields) is not null);
    }

    private static List<Heading> Double(Sheet sheet, SheetRow upper, SheetRow lower)
    {
        var groups = sheet.Merges.Where(merge => merge.FirstRow == upper.Number && merge.LastRow == upper.Number).ToList();
        var headings = new List<Heading>();
        string? open = null;
        for (var column = 0; column < Math.Max(upper.Cells.Length, lower.Cells.Length); column++)
        {
            var (over, under) = (upper[column].Text.Trim(), lower[column].Text.Trim());
            if (groups.Find(merge => merge.FirstColumn <= column && column <= merge.LastColumn) is { FirstRow: > 0 } group)
                over = upper[group.FirstColumn].Text.Trim();
            else if (over.Length == 0 && under.Length > 0 && open is not null)
                over = open; // without merges (a .csv) a group goes on until the next heading above
            open = under.Length > 0 && over.Length > 0 ? over : null;

            if (under.Length > 0) headings.Add(new Heading(column, under, over.Length > 0 ? over : null));
            else if (over.Length > 0) headings.Add(new Heading(column, over));
        }
        return headings;
    }

    private sealed class Candidate
    {
        public Candidate(Sheet sheet, int[] rows, List<Heading> headings, IReadOnlyList<Field> fields)
        {
            (Sheet, Rows, Headings) = (sheet, rows, headings);
            // Of two columns under the same heading the left one counts; the page lets the user choose the other.
            foreach (var heading in headings)
                if (heading.FieldIn(fields) is { } field) Columns.TryAdd(field.Key, heading.Column);
        }

        public Sheet Sheet { get; }

        public int[] Rows { get; }

        public List<Heading> Headings { get; }

        public Dictionary<string, int> Columns { get; } = [];
    }
}
