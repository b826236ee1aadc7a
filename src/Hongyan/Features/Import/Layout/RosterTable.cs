using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>One table of a sheet: where its header is, which column holds which field, and which rows are data.</summary>
internal sealed class RosterTable
{
    private readonly Dictionary<string, Heading> byField;
    private readonly ILookup<int, Merge> merges; // over several data rows, by their first column

    /// <param name="lastRow">The last row that may belong to it; another table begins below.</param>
    /// <param name="isTyped">Filled in on a page: every row is data, also one that a file would not mean.</param>
    public RosterTable(
        string kind, IReadOnlyList<Field> fields, Sheet sheet, IReadOnlyList<int> headerRows, IReadOnlyList<Heading> headings,
        IReadOnlyDictionary<string, int> columns, int lastRow, bool isTyped = false)
    {
        (Kind, Fields, Sheet, HeaderRows, Headings, LastRow) = (kind, fields, sheet, headerRows, headings, lastRow);
        byField = columns.Where(column => column.Value >= 0)
            .ToDictionary(column => column.Key, column => headings.FirstOrDefault(heading => heading.Column == column.Value) ?? new Heading(column.Value, ""));
        merges = sheet.Merges.Where(merge => merge.FirstRow > HeaderRow && merge.LastRow > merge.FirstRow).ToLookup(merge => merge.FirstColumn);
        var rows = (isTyped ? sheet.Rows.Where(row => row.Number > HeaderRow) : DataRows.Of(this)).ToLookup(row => row.IsHidden);
        (Visible, Hidden) = (Read(rows[false]), Read(rows[true]));
    }

    public string Kind { get; }

    /// <summary>What a row may say.</summary>
    public IReadOnlyList<Field> Fields { get; }

    public Sheet Sheet { get; }

    /// <summary>One or two row numbers, the lower one last.</summary>
    public IReadOnlyList<int> HeaderRows { get; }

    public int HeaderRow => HeaderRows[^1];

    public IReadOnlyList<Heading> Headings { get; }

    public int LastRow { get; }

    public IReadOnlyList<RosterRow> Visible { get; }

    /// <summary>Rows that a filter or a person has hidden.</summary>
    public IReadOnlyList<RosterRow> Hidden { get; }

    public IReadOnlyDictionary<string, int> Columns => byField.ToDictionary(one => one.Key, one => one.Value.Column);

    public bool Has(string field) => byField.ContainsKey(field);

    public int ColumnOf(string field) => byField.TryGetValue(field, out var heading) ? heading.Column : -1;

    /// <summary>The heading over the data; without a column, the name of the field.</summary>
    public string TitleOf(string field)
    {
        if (!byField.TryGetValue(field, out var heading)) return Fields.First(one => one.Key == field).Label;
        return heading.Label.Length > 0 ? heading.Label : heading.Letter;
    }

    /// <summary>The same table with other columns chosen for the fields: a column counted from 0, or −1 for none.</summary>
    public RosterTable With(IReadOnlyDictionary<string, int> chosen) =>
        new(Kind, Fields, Sheet, HeaderRows, Headings, chosen.Where(choice => Fields.Any(field => field.Key == choice.Key)).ToDictionary(), LastRow);

    /// <summary>The cell of a row; under cells merged downwards, the one that holds their text.</summary>
    public Cell CellOf(SheetRow row, int column)
    {
        var cell = row[column];
        if (!cell.IsBlank || column < 0 || !merges.Contains(column)) return cell;
        var over = merges[column].FirstOrDefault(merge => merge.FirstRow < row.Number && row.Number <= merge.LastRow);
        return over.FirstRow == 0 ? cell : FirstRowOf(over.FirstRow)?[column] ?? cell;
    }

    private SheetRow? FirstRowOf(int number)
    {
        var (low, high) = (0, Sheet.Rows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Sheet.Rows[middle].Number == number) return Sheet.Rows[middle];
            if (Sheet.Rows[middle].Number < number) low = middle + 1;
            else high = middle - 1;
        }
        return null;
    }

    private List<RosterRow> Read(IEnumerable<SheetRow> rows) => rows.Select(row => new RosterRow(this, row)).ToList();
}

internal sealed class RosterRow(RosterTable table, SheetRow row)
{
    public RosterTable Table => table;

    public int Number => row.Number;

    public Cell this[string field] => table.CellOf(row, table.ColumnOf(field));
}
