using System.Globalization;
using Hongyan.Documents;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Engine;

namespace Hongyan.Features.Batch;

/// <summary>
/// The people of a batch as a file that goes out, is filled in and comes back: a row each, a column for each field of the record. A row names its
/// person by a key that says nothing and belongs to this list alone.
/// </summary>
internal sealed class BatchList(BatchContent content, IReadOnlyList<Person> people, Secrets secrets, Texts texts)
{
    private const int KeyLength = 12, NumberLength = 8;
    private const string Missed = "missed";
    private static readonly FieldKind[] Written =
    [
        FieldKind.Date, FieldKind.Text, FieldKind.Prose, FieldKind.Number, FieldKind.Money, FieldKind.Phone, FieldKind.Choice, FieldKind.Several,
        FieldKind.YesNo,
    ];

    private readonly Texts words = texts.For("Batch");
    private readonly Texts records = texts.For("Records");

    /// <summary>The number that stands on it.</summary>
    public string Number => Short($"list {content.Id}", NumberLength);

    /// <summary>The columns that are filled in, by the names under which the form has them.</summary>
    private IReadOnlyList<(string Name, string Title, RecordField? Field)> Columns() =>
    [
        (RecordInput.On, Label(RecordInput.On), null),
        .. content.Form.FieldsForMany.Where(field => Written.Contains(field.Kind) && field.Given is null)
            .Select(field => (field.Name, Label(field.Name) + Options(field), (RecordField?)field)),
        .. content.Form.Unless is null ? [] : new[] { (Missed, words["list.unless", records["unless." + content.Type]], (RecordField?)null) },
        (RecordInput.Note, Label(RecordInput.Note), null),
    ];

    public Documents.Sheet Write(string? by, DateOnly today)
    {
        var columns = Columns();
        Column[] headings =
        [
            new(words["list.key"], Width: 16), new(words["list.place"], ColumnKind.Number, 6), new(words["list.name"]), new(words["list.branch"], Width: 22),
            .. columns.Select(column => new Column(column.Title, column.Name == RecordInput.On || column.Field?.Kind == FieldKind.Date ? ColumnKind.Date
                : ColumnKind.Text, column.Field?.Kind == FieldKind.Prose ? 36 : 16)),
            new(words["list.signature"]),
        ];
        return new Documents.Sheet(words["list.title", records["record." + content.Type]], headings, people.ToAsyncEnumerable().Select((person, place) =>
            (IReadOnlyList<object?>)[KeyOf(person.Stay.Id), place + 1, person.Name, person.Branch, .. columns.Select(object? (_) => null), null]))
        {
            Subtitle = words["list.made", Number, by, DateText.Of(today)],
        };
    }

    /// <summary>Takes the rows that were filled in; with a sentence for each that cannot be, nothing is taken.</summary>
    /// <param name="written">Those for whom the batch has written already: their rows say nothing new.</param>
    public IReadOnlyList<string> Take(byte[] file, IReadOnlySet<Guid> written)
    {
        var (key, rows) = (words["list.key"], RosterReader.Read(file).Sheets.SelectMany(sheet => sheet.Rows).ToList());
        var heading = rows.FindIndex(row => row.Cells.Any(cell => cell.Text.Trim() == key));
        if (heading < 0)
            return [words["list.no-list"]];
        if (!rows.Take(heading).SelectMany(row => row.Cells).Any(cell => cell.Text.Contains(Number, StringComparison.Ordinal)))
            return [words["list.other", Number]];
        var titles = rows[heading].Cells.Select(cell => cell.Text.Trim()).ToList();
        var columns = Columns().Select(column => (Column: column, At: titles.IndexOf(column.Title))).Where(one => one.At >= 0).ToList();
        var byKey = people.ToDictionary(person => KeyOf(person.Stay.Id));
        var (wrong, seen, taken) = (new List<string>(), new HashSet<string>(), new Dictionary<Guid, BatchLine>());
        foreach (var row in rows.Skip(heading + 1))
        {
            var said = row[titles.IndexOf(key)].Text.Trim();
            if (said.Length == 0 && columns.TrueForAll(one => row[one.At].IsBlank))
                continue;
            if (!byKey.TryGetValue(said, out var person))
                wrong.Add(words["list.wrong", row.Number, key, words[said.Length == 0 ? "list.key.missing" : "list.key.unknown"]]);
            else if (!seen.Add(said))
                wrong.Add(words["list.wrong", row.Number, key, words["list.key.double", person.Name]]);
            else if (titles.IndexOf(words["list.name"]) is var at and >= 0 && row[at].Text.Trim() is { Length: > 0 } name && name != person.Name.Trim())
                wrong.Add(words["list.wrong", row.Number, words["list.name"], words["list.key.name", person.Name]]);
            else if (!written.Contains(person.Stay.Id) && columns.Exists(one => !row[one.At].IsBlank))
                taken[person.Stay.Id] = LineOf(person, columns.Select(one => (one.Column, row[one.At])), row.Number, wrong);
        }
        if (wrong.Count == 0 && taken.Count == 0 && seen.All(one => !written.Contains(byKey[one].Stay.Id)))
            wrong.Add(words["list.empty"]);
        if (wrong.Count > 0)
            return wrong;
        foreach (var stay in people.Select(person => person.Stay.Id))
        {
            if (taken.TryGetValue(stay, out var line))
                content.Lines[stay] = line;
            else
                content.LineOf(stay).Picked = false;
        }
        return [];
    }

    private BatchLine LineOf(
        Person person, IEnumerable<((string Name, string Title, RecordField? Field) Column, Cell Cell)> cells, int row, List<string> wrong)
    {
        var line = new BatchLine { Picked = true };
        foreach (var (name, value) in content.LineOf(person.Stay.Id).Values)
            line.Values[name] = value; // what stood in the form for him already
        foreach (var (column, cell) in cells.Where(one => !one.Cell.IsBlank))
        {
            if ((column.Name == Missed || column.Field?.Kind == FieldKind.YesNo) && !IsYes(cell.Text) && !IsNo(cell.Text))
                wrong.Add(words["list.wrong", row, column.Title, words["list.yes-no"]]);
            if (column.Name == Missed)
            {
                line.Missed = IsYes(cell.Text);
                continue;
            }
            var value = line.Values[column.Name] = ValueOf(column.Name, column.Field, cell, person);
            if (column.Name == RecordInput.On && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                && on < content.ListedOn)
                wrong.Add(words["list.wrong", row, column.Title, words["list.before", DateText.Of(content.ListedOn.Value)]]);
        }
        return line;
    }

    /// <summary>As a form would send it; what means nothing here goes on as it stands, and the form says what is wrong with it.</summary>
    private string ValueOf(string name, RecordField? field, Cell cell, Person person)
    {
        var text = cell.Text.Trim();
        return (field?.Kind ?? (name == RecordInput.On ? FieldKind.Date : FieldKind.Prose)) switch
        {
            FieldKind.Date => WrittenDate.Read(cell) is { Part: DatePart.Day } date ? date.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text,
            FieldKind.YesNo => IsYes(text) ? "true" : "false",
            FieldKind.Choice => Meant(field!, text, person),
            FieldKind.Several => string.Join(',', text.Split(['、', ',', '，', ';', '；', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(one => Meant(field!, one, person))),
            _ => text,
        };
    }

    private string Meant(RecordField field, string text, Person person) =>
        (person.Form.Found.TryGetValue(field.Name, out var found) ? found : field.Choices.Select(choice => (Value: choice, Text: Word(field, choice))))
            .Where(one => one.Text == text || one.Value == text || one.Text.StartsWith(text + "（", StringComparison.Ordinal)).Select(one => one.Value)
            .FirstOrDefault() ?? text;

    private bool IsYes(string text) => text.Trim() is "√" or "✓" or "1" or "true" || text.Trim() == records["yes"];

    private bool IsNo(string text) => text.Trim() is "×" or "x" or "X" or "0" or "false" || text.Trim() == records["no"];

    private string Options(RecordField field) => field.Kind switch
    {
        FieldKind.YesNo => $"（{records["yes"]}/{records["no"]}）",
        FieldKind.Choice or FieldKind.Several when field.Choices.Length > 0 => $"（{string.Join('、', field.Choices.Select(choice => Word(field, choice)))}）",
        _ => "",
    };

    private string Label(string field) => RecordWords.Label(records, content.Type, field);

    private string Word(RecordField field, string choice) => RecordWords.Choice(records, content.Type, field.Name, choice);

    private string KeyOf(Guid stay) => Short($"list {content.Id} {stay}", KeyLength);

    private string Short(string text, int length) => Convert.ToHexString(secrets.Hash(text))[..length];
}
