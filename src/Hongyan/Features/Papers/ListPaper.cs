using System.Runtime.CompilerServices;
using Hongyan.Documents;

namespace Hongyan.Features.Papers;

/// <summary>A list of an organisation: described once, made as a spreadsheet, a Word file and a page.</summary>
/// <param name="key">Its name in addresses and texts.</param>
internal abstract class ListPaper(string key)
{
    /// <summary>A document with more rows is no longer read by anybody; the spreadsheet holds them all.</summary>
    public const int MostOnPaper = 1000;

    public string Key => key;

    /// <summary>Tells what happened in a period, not how it is on a day.</summary>
    public virtual bool HasPeriod => false;

    /// <summary>May hold ID numbers in full.</summary>
    public virtual bool HasNumbers => false;

    /// <summary>Can be imported again: in Chinese and under the importer's headings, whatever the reader's language.</summary>
    public virtual bool IsReadBack => false;

    public abstract Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation);

    public string TitleOf(Words words, Asked asked) =>
        words["list." + key, asked.Organization.Name, HasPeriod ? words.Period(asked.Period) : words.Day(asked.On)];

    public string NameOf(Words words, Asked asked) =>
        string.Join('_', asked.Organization.Name, words["paper." + key],
            HasPeriod ? asked.Period.Name : asked.On.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The same list to be read and printed.</summary>
    public static async Task<Document> DocumentAsync(Sheet sheet, Words words, CancellationToken cancellation)
    {
        var rows = new List<IReadOnlyList<object?>>();
        await foreach (var row in sheet.Rows.WithCancellation(cancellation))
        {
            if (rows.Count == MostOnPaper) return Document(words["list.cut", MostOnPaper]);
            rows.Add(row);
        }
        return Document(words["list.count", rows.Count]);

        Document Document(string last) =>
            new(words.Language, sheet.Title, sheet.Subtitle, [new Listing(sheet.Columns, rows), new SideLine(last), new SideLine(words["list.closing"])])
        {
            Format = sheet.IsWide ? PageFormat.Lying : PageFormat.Form,
        };
    }

    /// <summary>Columns and what each says of a line, behind a running number.</summary>
    protected Sheet Sheet<T>(Words words, Asked asked, IAsyncEnumerable<T> lines, params Said<T>[] columns) => new(
        TitleOf(words, asked),
        [new Column(words["column.number"], ColumnKind.Number, Width: 5), .. columns.Select(column => new Column(column.Title, column.Kind, column.Width))],
        Numbered(lines, columns))
    {
        Subtitle = words["list.by", asked.Organization.Name, words.Day(asked.On)],
    };

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Numbered<T>(
        IAsyncEnumerable<T> lines, Said<T>[] columns, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var number = 0;
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            number++;
            yield return [number, .. columns.Select(column => column.Of(line))];
        }
    }
}

/// <summary>One column: its heading, its width, and what it says of a line.</summary>
internal sealed record Said<T>(string Title, double Width, Func<T, object?> Of, ColumnKind Kind = ColumnKind.Text);
