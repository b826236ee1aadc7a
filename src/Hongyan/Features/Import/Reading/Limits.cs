using System.Diagnostics;

namespace Hongyan.Features.Import.Reading;

/// <summary>What a file may ask of the machine. Counted while it is really read: what a file says about itself is not believed.</summary>
internal sealed class Limits
{
    public const int FileBytes = 20 * Mebi;
    public const int Entries = 2_000;
    public const int InflatedBytes = 200 * Mebi;
    public const int Ratio = 200;
    public const int Sheets = 30;

    /// <summary>All rows are judged together and saved together: so many take minutes, and less memory than a small server has to spare.</summary>
    public const int Rows = 100_000;
    public const int Columns = 200;
    public const int Cells = 2_500_000;
    public const int SheetRows = 1_048_576;

    /// <summary>Small parts may be as dense as they like.</summary>
    public const int RatioFrom = Mebi;

    /// <summary>Strings are kept as a whole, and cost more in memory than in the file.</summary>
    public const int SharedStringBytes = 64 * Mebi;

    /// <summary>The other parts of a workbook that are kept as a whole: styles, names, relations.</summary>
    public const int OtherPartBytes = 16 * Mebi;
    public const int CellText = 32_767;
    public const int Merges = 100_000;

    private const int Mebi = 1024 * 1024;
    private const long Characters = 60L * Mebi;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(60);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private int rows;
    private int filledRows;
    private int cells;
    private long characters;

    public void CountRow()
    {
        // Blank rows cost time and no memory, so time alone limits them.
        if (++rows % 1024 == 0) CheckTime();
    }

    public void CheckTime()
    {
        if (watch.Elapsed > Time) throw new UnreadableFile("too-slow", (int)Time.TotalSeconds);
    }

    public void CountCell(string text)
    {
        if (text.Length > CellText) throw new UnreadableFile("cell-too-long", CellText);
        characters += text.Length;
        if (++cells > Cells || characters > Characters) throw new UnreadableFile("too-many-cells", Cells);
    }

    public void CountFilledRow()
    {
        // A few rows for titles and signatures on top of the data rows.
        if (++filledRows > Rows + 1_000) throw new UnreadableFile("too-many-rows", Rows);
    }

    public static void CheckColumn(int column)
    {
        if (column >= Columns) throw new UnreadableFile("too-many-columns", Columns);
    }
}
