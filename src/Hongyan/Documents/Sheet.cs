namespace Hongyan.Documents;

/// <summary>A list described once: what its columns are called and hold, and its rows as they are read.</summary>
/// <param name="Title">What stands over it.</param>
/// <param name="Rows">One value a column: text, a day, a number, or nothing.</param>
public sealed record Sheet(string Title, IReadOnlyList<Column> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>A line between the title and the headings: who made the list, and when.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Wider than the paper is high: such a list is printed lying.</summary>
    public bool IsWide => Columns.Sum(column => column.Width) > UprightWidth;

    private const double UprightWidth = 92;
}

/// <param name="Width">In digits of the ordinary face, as spreadsheets measure; a Chinese character takes two.</param>
public sealed record Column(string Title, ColumnKind Kind = ColumnKind.Text, double Width = 12);

public enum ColumnKind
{
    Text,
    Date,
    Number,
    Money,
}
