using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>Finds the one or two header rows whose headings name most fields, and the other tables of the file.</summary>
internal static class HeaderFinder
{
    private const int Depth = 40;

    /// <exception cref="UnreadableFile">No sheet has a header for this kind.</exception>
    public static Roster Find(RosterFile file, string kind, ReadingScope scope) => Find(file, kind, Fields.Of(kind), scope);

    /// <param name="fields">What a row may say, where it does not follow from the kind alone.</param>
    /// <exception cref="UnreadableFile">No sheet has a header with these fields.</exception>
    public static Roster Find(RosterFile file, string kind, IReadOnlyList<Field> fields, ReadingScope scope)
    {
        var best = file.Sheets
            .OrderBy(sheet => sheet.IsHidden)
            .Select(sheet => (Sheet: sheet, Found: BestOf(sheet, fields)))
            .Where(one => one.Found is not null)
            .OrderBy(one => one.Sheet.IsHidden)
            .ThenByDescending(one => one.Found!.Columns.Count)
            .ThenByDescending(one => one.Sheet.Rows.Count)
            .Select(one => one.Found!)
            .ToList();
        if (best is not [var main, ..])
            throw new UnreadableFile("no-header", string.Join('、', fields.Where(field => field.Required).Select(field => field.Label)));

        var remarks = new List<Remark>();
        var needed = fields.Where(field => field.Required).Select(field => field.Key).Where(main.Columns.ContainsKey).ToList();
        var others = file.Sheets // in the order of the workbook
            .Select(sheet => best.Find(one => one.Sheet == sheet))
            .OfType<Candidate>()
            .Where(one => one != main && one.HasAll(needed))
            .SelectMany(one => Tables.Of(one, kind, fields, []))
            .Where(table => table.Visible.Count + table.Hidden.Count > 0)
            .ToList();
        if (main.Sheet.IsHidden) remarks.Add(new Remark("hidden-sheet", main.Sheet.Name));
        return new Roster(Tables.Of(main, kind, fields, remarks), others, scope, remarks);
    }

    private static Candidate? BestOf(Sheet sheet, IReadOnlyList<Field> fields) => Candidates(sheet, fields)
        .Where(candidate => candidate.IsHeader)
        .OrderByDescending(candidate => candidate.Columns.Count)
        .ThenBy(candidate => candidate.Rows[^1])
        .ThenBy(candidate => candidate.Rows.Length)
        .FirstOrDefault();

    private static IEnumerable<Candidate> Candidates(Sheet sheet, IReadOnlyList<Field> fields)
    {
        for (var place = 0; place < Math.Min(Depth, sheet.Rows.Count); place++) yield return At(sheet, place, fields);
    }

    /// <summary>The header that begins in a row, counted from 0 among the rows that hold something.</summary>
    public static Candidate At(Sheet sheet, int place, IReadOnlyList<Field> fields)
    {
        var upper = sheet.Rows[place];
        var one = new Candidate(sheet, [upper.Number], Single(upper), fields);
        return place + 1 < sheet.Rows.Count && sheet.Rows[place + 1] is { } lower && lower.Number == upper.Number + 1
            && IsDouble(sheet, upper, lower, one, fields)
            && new Candidate(sheet, [upper.Number, lower.Number], Double(sheet, upper, lower), fields) is { } two
            && two.Columns.Count >= one.Columns.Count ? two : one;
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
}
