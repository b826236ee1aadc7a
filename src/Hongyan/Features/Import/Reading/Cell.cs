namespace Hongyan.Features.Import.Reading;

/// <summary>A cell as the file has it: its text, and the number or date behind it when the file says so.</summary>
internal readonly record struct Cell(string Text, double? Number = null, DateOnly? Date = null)
{
    public static readonly Cell Empty = new("");

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}

/// <summary>A row that is not blank; its number is the one the spreadsheet shows.</summary>
internal sealed record SheetRow(int Number, Cell[] Cells)
{
    /// <summary>The cell of a column, counted from 0; blank beyond the last one written.</summary>
    public Cell this[int column] => column >= 0 && column < Cells.Length ? Cells[column] : Cell.Empty;

    public int Filled => Cells.Count(cell => !cell.IsBlank);

    public bool IsBlank => Array.TrueForAll(Cells, cell => cell.IsBlank);
}

/// <summary>Merged cells: row numbers as shown, columns counted from 0, both ends included.</summary>
internal readonly record struct Merge(int FirstRow, int LastRow, int FirstColumn, int LastColumn);

internal sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows, IReadOnlyList<Merge> Merges);

internal enum FileForm { Xlsx, Xls, Csv }

internal sealed record RosterFile(FileForm Form, IReadOnlyList<Sheet> Sheets);
