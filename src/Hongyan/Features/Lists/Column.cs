using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>How the value of a column is read.</summary>
internal enum Show
{
    Text,
    Day,

    /// <summary>A day by which something has to be done.</summary>
    DueDay,
    Count,

    /// <summary>A count that is bad unless it is nought.</summary>
    BadCount,

    /// <summary>Encrypted in the database; for files only.</summary>
    Encrypted,

    /// <summary>A code with a text of its own.</summary>
    Coded,

    /// <summary>The organisation a member is registered in; of a guest one outside.</summary>
    Home,
}

/// <summary>One column; its heading is the text <c>column.</c> and its name.</summary>
/// <param name="Value">The SQL that gives it.</param>
internal sealed record Column(string Name, string Value, Show As = Show.Text)
{
    private const int LongestShort = 6;

    /// <summary>By what it is sorted, when that is not its value; empty: it cannot be sorted by.</summary>
    public string? Order { get; init; }

    /// <summary>Where the texts of a code stand: folder and beginning of the key.</summary>
    public (string Folder, string Prefix) Words { get; init; }

    /// <summary>Only in the file: too much for a screen.</summary>
    public bool OnlyInFile { get; init; }

    public string SortedBy => Order ?? Value;

    public bool CanSort => SortedBy.Length > 0;

    /// <summary>A day or a word of few characters: printed in one line.</summary>
    public bool IsShort(object? value, Texts texts) =>
        value is DateOnly || (As == Show.Coded ? InWords(value as string, texts) : value as string) is { Length: <= LongestShort };

    /// <summary>A code in words; for what is not there, the text <c>none.</c> and the column's name, when there is one.</summary>
    public string? InWords(string? code, Texts texts) =>
        code is not null ? texts.For(Words.Folder)[Words.Prefix + code] : texts.Has("none." + Name) ? texts["none." + Name] : null;
}
