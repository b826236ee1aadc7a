using Hongyan.Documents;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Rules.Engine;

namespace Hongyan.Features.Batch;

/// <summary>
/// The people of a batch as a list that goes out, on paper or as a file, is filled in and comes back: a row each, a column for each field of the
/// record. A row names its person by its number and by a key that says nothing and belongs to this list alone.
/// </summary>
internal sealed class BatchList(BatchContent content, IReadOnlyList<Person> people, Secrets secrets, Texts texts, DateOnly today)
{
    private const int KeyLength = 12, NumberLength = 8;
    private const double HandHeight = 11; // millimetres in which a hand writes two lines

    private readonly Texts words = texts.For("Batch");
    private readonly Texts records = texts.For("Records");
    private readonly ListColumns columns = new(content, texts, today);

    /// <summary>The number that stands on it.</summary>
    public string Number => NumberOf(secrets, content.Id);

    private string Title => words["list.title", records["record." + content.Type]];

    public static string NumberOf(Secrets secrets, Guid batch) => Short(secrets, $"list {batch}", NumberLength);

    /// <summary>A number as somebody types it from paper.</summary>
    public static string Tidy(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant().Replace('O', '0');

    public Documents.Sheet Write(string? by)
    {
        var all = columns.All;
        Column[] headings =
        [
            new(words["list.key"], Width: 16), new(words["list.place"], ColumnKind.Number, 6), new(words["list.name"]), new(words["list.branch"], Width: 22),
            .. all.Select(column => new Column(column.Title, column.Kind == FieldKind.Date ? ColumnKind.Date : ColumnKind.Text,
                column.Kind == FieldKind.Prose && column.Field is not null ? 36 : 16)),
            new(words["list.signature"]),
        ];
        return new Documents.Sheet(Title, headings, people.ToAsyncEnumerable().Select(person => (IReadOnlyList<object?>)
            [KeyOf(person.Stay.Id), content.PlaceOf(person.Stay.Id), person.Name, person.Branch, .. all.Select(object? (_) => null), null]))
        {
            Subtitle = words["list.made", Number, by, DateText.Of(content.ListedOn ?? today)],
        };
    }

    /// <summary>The same to be printed: A4 lying, its number in the heading of each sheet.</summary>
    public Document Print(string? by)
    {
        var asked = columns.OnPaper;
        Column[] headings =
        [
            new(words["list.place"], ColumnKind.Number, 5), new(words["list.name"], Width: 9), new(words["list.branch"], Width: 13),
            .. asked.Select(column => new Column(column.Label, ColumnKind.Text, WidthOf(column))),
            new(words["list.signature"], Width: 11), new(words["list.key.of", Number], Width: 15),
        ];
        var legends = asked.Select(columns.LegendOf).OfType<string>();
        return new Document(TextBook.Language, Title, words["list.paper.made", Number, by, DateText.Of(content.ListedOn ?? today), people.Count],
        [
            .. new[] { columns.Once }.OfType<string>().Concat(legends).Select(line => new SideLine(line)),
            new Listing(headings, [.. people.Select(person => (IReadOnlyList<object?>)
                [content.PlaceOf(person.Stay.Id), person.Name, person.Branch, .. asked.Select(object? (_) => null), null, KeyOf(person.Stay.Id)])])
            {
                RowHeight = HandHeight,
            },
            new SideLine(words["list.paper.back", Number]),
        ])
        {
            Format = PageFormat.Lying,
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
        var found = columns.All.Select(column => (Column: column, At: titles.IndexOf(column.Title))).Where(one => one.At >= 0).ToList();
        var byKey = people.ToDictionary(person => KeyOf(person.Stay.Id));
        var (wrong, seen, taken) = (new List<string>(), new HashSet<string>(), new Dictionary<Guid, BatchLine>());
        foreach (var row in rows.Skip(heading + 1))
        {
            var said = row[titles.IndexOf(key)].Text.Trim();
            if (said.Length == 0 && found.TrueForAll(one => row[one.At].IsBlank))
                continue;
            if (!byKey.TryGetValue(said, out var person))
                wrong.Add(words["list.wrong", row.Number, key, words[said.Length == 0 ? "list.key.missing" : "list.key.unknown"]]);
            else if (!seen.Add(said))
                wrong.Add(words["list.wrong", row.Number, key, words["list.key.double", person.Name]]);
            else if (titles.IndexOf(words["list.name"]) is var at and >= 0 && row[at].Text.Trim() is { Length: > 0 } name && name != person.Name.Trim())
                wrong.Add(words["list.wrong", row.Number, words["list.name"], words["list.key.name", person.Name]]);
            else if (!written.Contains(person.Stay.Id) && found.Exists(one => !row[one.At].IsBlank))
                taken[person.Stay.Id] = columns.LineOf(person, found.Select(one => (one.Column, row[one.At])),
                    (column, sentence) => wrong.Add(words["list.wrong", row.Number, column.Title, sentence]));
        }
        if (wrong.Count == 0 && taken.Count == 0 && seen.All(one => !written.Contains(byKey[one].Stay.Id)))
            wrong.Add(words["list.empty"]);
        if (wrong.Count == 0)
            Take(taken);
        return wrong;
    }

    /// <summary>The lines of those whose rows were filled in; nobody else is meant.</summary>
    public void Take(IReadOnlyDictionary<Guid, BatchLine> taken)
    {
        foreach (var stay in people.Select(person => person.Stay.Id))
        {
            if (taken.TryGetValue(stay, out var line))
                content.Lines[stay] = line;
            else
                content.LineOf(stay).Picked = false;
        }
    }

    private static double WidthOf(ListColumn column) => column.Kind switch
    {
        FieldKind.Prose => column.Field is null ? 16 : 40,
        FieldKind.YesNo or FieldKind.Choice => 9,
        _ => 12,
    };

    private string KeyOf(Guid stay) => Short(secrets, $"list {content.Id} {stay}", KeyLength);

    private static string Short(Secrets secrets, string text, int length) => Convert.ToHexString(secrets.Hash(text))[..length];
}
