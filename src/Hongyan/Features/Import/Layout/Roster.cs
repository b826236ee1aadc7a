using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>A sheet understood: where its header is, which column says what, and which rows are data.</summary>
internal sealed class Roster
{
    private readonly Dictionary<string, Heading> byField;

    public Roster(string kind, Sheet sheet, IReadOnlyList<int> headerRows, IReadOnlyList<Heading> headings, IReadOnlyDictionary<string, int> columns)
    {
        Kind = kind;
        Sheet = sheet;
        HeaderRows = headerRows;
        Headings = headings;
        byField = columns.Where(column => column.Value >= 0)
            .ToDictionary(column => column.Key, column => headings.FirstOrDefault(heading => heading.Column == column.Value) ?? new Heading(column.Value, ""));
        Rows = DataRows.Of(this).Select(row => new RosterRow(this, row)).ToList();
        if (Rows.Count > Limits.Rows) throw new UnreadableFile("too-many-rows", Limits.Rows);
        if (Rows.Count == 0) throw new UnreadableFile("no-rows");
    }

    public string Kind { get; }

    public Sheet Sheet { get; }

    /// <summary>One or two row numbers, the lower one last.</summary>
    public IReadOnlyList<int> HeaderRows { get; }

    public int HeaderRow => HeaderRows[^1];

    public IReadOnlyList<Heading> Headings { get; }

    public IReadOnlyList<RosterRow> Rows { get; }

    public bool Has(string field) => byField.ContainsKey(field);

    public int ColumnOf(string field) => byField.TryGetValue(field, out var heading) ? heading.Column : -1;

    /// <summary>The heading over the data; without a column, the name of the field.</summary>
    public string TitleOf(string field)
    {
        if (!byField.TryGetValue(field, out var heading)) return Fields.Of(Kind, field).Label;
        return heading.Label.Length > 0 ? heading.Label : heading.Letter;
    }

    /// <summary>The same sheet with other columns chosen for the fields: a column counted from 0, or −1 for none.</summary>
    public Roster With(IReadOnlyDictionary<string, int> chosen)
    {
        var known = chosen.Where(choice => Fields.Of(Kind).Any(field => field.Key == choice.Key));
        return new Roster(Kind, Sheet, HeaderRows, Headings, known.ToDictionary());
    }
}

internal sealed class RosterRow(Roster roster, SheetRow row)
{
    public int Number => row.Number;

    public Cell this[string field] => row[roster.ColumnOf(field)];
}
