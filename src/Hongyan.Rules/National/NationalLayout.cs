using System.Text.Json;

namespace Hongyan.Rules.National;

/// <summary>A column of a file of the national member information system: the headings it is read by, of which the first is written.</summary>
/// <param name="Required">Without it a file is not taken for one of that system.</param>
public sealed record NationalColumn(string Key, IReadOnlyList<string> Headings, bool Required = false)
{
    public string Heading => Headings[0];
}

/// <summary>
/// What files of the national member information system look like, as policy/national/flow.json says it: no interface of that system is
/// published, so its columns and words are data.
/// </summary>
/// <param name="System">The name of the system, which sources of records name.</param>
/// <param name="Words">By column and code, the words that stand for the code; the first is written.</param>
/// <param name="Keying">By side, outflow or inflow, the columns in the order in which somebody types them there.</param>
public sealed record NationalLayout(
    string System, IReadOnlyList<NationalColumn> Columns, IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Words,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Keying)
{
    /// <summary>The directions, as home and as host of a stay see it.</summary>
    public const string Outflow = "outflow", Inflow = "inflow";

    /// <summary>The codes of the column state: it goes on, he came back, or it is over and nothing says how.</summary>
    public const string Open = "open", Returned = "returned", Over = "over";

    /// <exception cref="FormatException">Something is missing, or the order of typing names no column.</exception>
    public static NationalLayout Read(string json)
    {
        var layout = JsonSerializer.Deserialize<NationalLayout>(json, JsonSerializerOptions.Web) ?? throw new FormatException("The layout is empty.");
        if (layout is not { System.Length: > 0, Columns: not null, Words: not null, Keying: not null }
            || layout.Columns.Any(column => column is not { Key: not null, Headings.Count: > 0 }))
            throw new FormatException("The layout lacks its system, columns, words or order of typing.");
        foreach (var key in layout.Words.Keys.Concat(layout.Keying.Values.SelectMany(keys => keys)))
            layout.ColumnOf(key);
        foreach (var side in new[] { Outflow, Inflow })
            if (!layout.Keying.ContainsKey(side))
                throw new FormatException($"The layout says no order of typing for {side}.");
        return layout;
    }

    /// <exception cref="FormatException">There is no such column.</exception>
    public NationalColumn ColumnOf(string key) =>
        Columns.FirstOrDefault(column => column.Key == key) ?? throw new FormatException($"The layout has no column {key}.");

    /// <summary>The code that a word of a column stands for; nothing for a word that is not known.</summary>
    public string? CodeOf(string column, string word) =>
        Words.TryGetValue(column, out var codes) ? codes.FirstOrDefault(code => code.Value.Contains(word)).Key : null;

    /// <summary>The word that is written for a code; the code itself where the layout has none.</summary>
    public string WordOf(string column, string code) =>
        Words.TryGetValue(column, out var codes) && codes.TryGetValue(code, out var words) && words.Count > 0 ? words[0] : code;
}
