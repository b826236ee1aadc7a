using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>One or two rows of a sheet that may be a header, and the fields that their headings name.</summary>
internal sealed class Candidate
{
    private const int Enough = 3;

    public Candidate(Sheet sheet, int[] rows, List<Heading> headings, IReadOnlyList<Field> fields)
    {
        (Sheet, Rows, Headings) = (sheet, rows, headings);
        // Of two columns under the same heading the visible one counts, then the left one; the page lets the user choose the other.
        foreach (var heading in headings.OrderBy(heading => sheet.HiddenColumns.Contains(heading.Column)))
        {
            if (heading.FieldIn(fields) is not { } field || Columns.TryAdd(field.Key, heading.Column)) continue;
            Again.TryAdd(field.Key, heading.Column);
        }
    }

    public Sheet Sheet { get; }

    public int[] Rows { get; }

    public List<Heading> Headings { get; }

    public Dictionary<string, int> Columns { get; } = [];

    /// <summary>Columns whose field has another column already.</summary>
    public Dictionary<string, int> Again { get; } = [];

    public bool IsHeader => Columns.ContainsKey(Fields.Name) && Columns.Count >= Enough;

    /// <summary>The right half of a list printed in two halves: the same header twice in one row.</summary>
    public bool HasSecondHalf(IReadOnlyList<Field> fields) => Again.Count >= Enough && Again.ContainsKey(Fields.Name)
        && Again.Values.Min() > Columns.Where(column => Again.ContainsKey(column.Key)).Max(column => column.Value)
        && fields.Where(field => field.Required && Columns.ContainsKey(field.Key)).All(field => Again.ContainsKey(field.Key));

    public bool HasAll(IEnumerable<string> keys) => keys.All(Columns.ContainsKey);
}
