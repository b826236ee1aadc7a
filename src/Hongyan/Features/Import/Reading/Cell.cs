namespace Hongyan.Features.Import.Reading;

internal enum DatePart { Day, Month, Year }

/// <summary>What a cell holds beside its value.</summary>
internal enum CellKind : byte
{
    Plain,

    /// <summary>The result of a formula.</summary>
    Calculated,

    /// <summary>A formula that the program which wrote the file did not calculate.</summary>
    Uncalculated,

    /// <summary>An error of the spreadsheet such as #N/A.</summary>
    Error,

    /// <summary>A number in a workbook that counts days from 1904.</summary>
    Since1904,
}

/// <summary>A cell as the file has it: its text, the number or date behind it, and how much of the date the cell shows.</summary>
internal readonly record struct Cell(string Text, double? Number = null, DateOnly? Date = null, DatePart Part = DatePart.Day, CellKind Kind = CellKind.Plain)
{
    public static readonly Cell Empty = new("");

    public bool IsBlank => string.IsNullOrWhiteSpace(Text) && Kind != CellKind.Uncalculated;

    /// <summary>Whether somebody typed it: the formulas of a template stand in every row.</summary>
    public bool IsTyped => !IsBlank && Kind is CellKind.Plain or CellKind.Since1904;
}

/// <summary>A row that is not blank; its number is the one the spreadsheet shows.</summary>
internal sealed record SheetRow(int Number, Cell[] Cells, bool IsHidden = false)
{
    /// <summary>The cell of a column, counted from 0; blank beyond the last one written.</summary>
    public Cell this[int column] => column >= 0 && column < Cells.Length ? Cells[column] : Cell.Empty;

    public int Filled => Cells.Count(cell => !cell.IsBlank);
}

/// <summary>Merged cells: row numbers as shown, columns counted from 0, both ends included.</summary>
internal readonly record struct Merge(int FirstRow, int LastRow, int FirstColumn, int LastColumn);

internal sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows, IReadOnlyList<Merge> Merges)
{
    public bool IsHidden { get; init; }

    /// <summary>Counted from 0.</summary>
    public IReadOnlySet<int> HiddenColumns { get; init; } = new HashSet<int>();
}

internal enum FileForm { Xlsx, Xls, Csv }

internal sealed record RosterFile(FileForm Form, IReadOnlyList<Sheet> Sheets);
