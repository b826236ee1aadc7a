namespace Hongyan.Documents;

/// <summary>A form: labels and what is filled in beside them, in cells that may span columns and rows.</summary>
/// <param name="Widths">The widths of the columns, in proportion to each other.</param>
public sealed record FormGrid(IReadOnlyList<double> Widths, IReadOnlyList<FormRow> Rows) : Block
{
    /// <summary>In millimetres; nothing for the whole width of the text.</summary>
    public double? Width { get; init; }

    /// <summary>False for text that only stands in columns.</summary>
    public bool HasLines { get; init; } = true;
}

/// <param name="Height">At least, in millimetres.</param>
public sealed record FormRow(IReadOnlyList<FormCell> Cells, double Height = 9)
{
    public FormRow(params FormCell[] cells)
        : this(cells, Height: 9)
    {
    }
}

/// <summary>A cell. What a cell above holds down into this row is left out here.</summary>
public sealed record FormCell(string Text)
{
    public int Columns { get; init; } = 1;
    public int Rows { get; init; } = 1;
    public bool IsLabel { get; init; }
    public bool IsCentred { get; init; }

    /// <summary>Lines at the end of the cell: who signs or seals, and the day.</summary>
    public IReadOnlyList<string> Closing { get; init; } = [];
    public Picture? Picture { get; init; }

    public static FormCell Label(string text, int rows = 1, int columns = 1) => new(text) { IsLabel = true, IsCentred = true, Rows = rows, Columns = columns };

    public static FormCell Value(string? text, int columns = 1) => new(text ?? "") { Columns = columns, IsCentred = true };

    /// <summary>A wide field for sentences.</summary>
    public static FormCell Room(string? text, int columns, params string[] closing) => new(text ?? "") { Columns = columns, Closing = closing };
}

/// <summary>A picture as PNG, with its width in millimetres; it is as high as it is wide.</summary>
public sealed record Picture(byte[] Png, double Width, string Description) : Block;

/// <summary>Choices on paper: the one taken is ticked.</summary>
public static class Boxes
{
    public static string Of(IEnumerable<(string Text, bool IsTaken)> choices) =>
        string.Join("　", choices.Select(choice => (choice.IsTaken ? "☑" : "☐") + choice.Text));
}
