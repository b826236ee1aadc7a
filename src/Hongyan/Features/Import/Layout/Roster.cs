using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>What else than the visible rows of the best sheet is read.</summary>
internal sealed record ReadingScope(bool AllSheets = false, bool HiddenRows = false)
{
    public static readonly ReadingScope Usual = new();
}

/// <summary>Rows that can be read and were not; the sentence is <c>unread.{What}</c> in Texts.json.</summary>
/// <param name="What">sheets, hidden-sheets or hidden-rows.</param>
/// <param name="Where">Names of sheets or numbers of rows.</param>
internal sealed record Unread(string What, int Rows, IReadOnlyList<string> Where)
{
    public string Places(string separator, int most = 10) =>
        string.Join(separator, Where.Take(most)) + (Where.Count > most ? "…" : "");
}

/// <summary>How the file as a whole was understood, where that may surprise; the sentence is <c>remark.{What}</c> in Texts.json.</summary>
internal sealed record Remark(string What, params object[] Arguments);

/// <summary>A file understood: the tables that are read, and what is not read.</summary>
internal sealed class Roster
{
    private readonly IReadOnlyList<RosterTable> read;
    private readonly IReadOnlyList<RosterTable> others;
    private readonly IReadOnlyList<Remark> found;

    /// <param name="main">The table whose columns can be chosen, and those of the same sheet.</param>
    /// <param name="others">Tables of other sheets.</param>
    public Roster(IReadOnlyList<RosterTable> main, IReadOnlyList<RosterTable> others, ReadingScope scope, IReadOnlyList<Remark> found)
    {
        (Main, Scope, this.others, this.found) = (main[0], scope, others, found);
        read = scope.AllSheets ? [.. main, .. others] : main;
        var onlyHidden = read.All(table => table.Visible.Count == 0);
        Rows = [.. read.SelectMany<RosterTable, RosterRow>(table => scope.HiddenRows || onlyHidden
            ? [.. table.Visible.Concat(table.Hidden).OrderBy(row => row.Number)]
            : table.Visible)];
        if (Rows.Count > Limits.Rows) throw new UnreadableFile("too-many-rows", Limits.Rows);
        if (Rows.Count == 0) throw new UnreadableFile("no-rows");
        Unread = [.. NotRead(main, onlyHidden)];
        Remarks = onlyHidden ? [.. found, new Remark("only-hidden", Rows.Count)] : found;
        IsOnSeveralSheets = read.Select(table => table.Sheet).Distinct().Skip(1).Any();
    }

    public RosterTable Main { get; }

    public ReadingScope Scope { get; }

    public string Kind => Main.Kind;

    public Sheet Sheet => Main.Sheet;

    public IEnumerable<Sheet> Sheets => read.Select(table => table.Sheet).Distinct();

    public bool IsOnSeveralSheets { get; }

    public IReadOnlyList<int> HeaderRows => Main.HeaderRows;

    public int HeaderRow => Main.HeaderRow;

    public IReadOnlyList<Heading> Headings => Main.Headings;

    public IReadOnlyList<RosterRow> Rows { get; }

    public IReadOnlyList<Unread> Unread { get; }

    public IReadOnlyList<Remark> Remarks { get; }

    public bool Has(string field) => Main.Has(field);

    public int ColumnOf(string field) => Main.ColumnOf(field);

    public string TitleOf(string field) => Main.TitleOf(field);

    /// <summary>The same file with other columns chosen, in every table that has the columns of the first.</summary>
    public Roster With(IReadOnlyDictionary<string, int> chosen)
    {
        var here = read.Where(table => table.Sheet == Main.Sheet).Select(Changed).ToList();
        return new Roster(here, [.. others.Select(Changed)], Scope, found);

        RosterTable Changed(RosterTable table) =>
            table == Main || table.Columns.Count == Main.Columns.Count && !table.Columns.Except(Main.Columns).Any() ? table.With(chosen) : table;
    }

    private IEnumerable<Unread> NotRead(IReadOnlyList<RosterTable> main, bool onlyHidden)
    {
        if (!Scope.AllSheets)
        {
            foreach (var group in others.GroupBy(table => table.Sheet.IsHidden))
                yield return new Unread(group.Key ? "hidden-sheets" : "sheets", group.Sum(table => table.Visible.Count + table.Hidden.Count),
                    [.. group.Select(table => table.Sheet.Name).Distinct()]);
        }
        List<RosterRow> hidden = Scope.HiddenRows || onlyHidden ? [] : [.. (Scope.AllSheets ? read : main).SelectMany(table => table.Hidden)];
        if (hidden.Count > 0) yield return new Unread("hidden-rows", hidden.Count, [.. hidden.Select(Place)]);
    }

    /// <summary>The number of a row, with its sheet when several are read.</summary>
    public string Place(RosterRow row) =>
        IsOnSeveralSheets ? $"{row.Table.Sheet.Name}!{row.Number}" : row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
