namespace Hongyan.Documents;

/// <summary>A document as its parts, described once; the writers make the file, the page and the plain text of it.</summary>
/// <param name="Language">zh or en.</param>
/// <param name="Title">What stands at the top.</param>
/// <param name="Subtitle">A line under the title.</param>
/// <param name="Blocks">The parts, in order.</param>
public sealed record Document(string Language, string Title, string? Subtitle, IReadOnlyList<Block> Blocks)
{
    public PageFormat Format { get; init; } = PageFormat.Letter;

    /// <summary>False when every part brings a title of its own, as the three parts of a letter do.</summary>
    public bool ShowsTitle { get; init; } = true;
}

public abstract record Block;

/// <summary>A heading with its number written out: 一、 for level 1, （一） for level 2.</summary>
public sealed record Heading(string Text, int Level = 1) : Block;

public sealed record Paragraph(string Text) : Block;

/// <summary>Whom a letter addresses: a paragraph that begins at the margin.</summary>
public sealed record Salutation(string Text) : Block;

/// <summary>The title of a part that stands for itself: a page of a booklet, the stub or the receipt of a letter.</summary>
public sealed record PartTitle(string Text) : Block;

/// <summary>A line at one side of the sheet, such as the number of a letter or who filled in a form.</summary>
public sealed record SideLine(string Text, bool AtEnd = false) : Block;

/// <summary>Lines to be ticked by whoever decides.</summary>
public sealed record Checklist(IReadOnlyList<string> Items) : Block;

/// <summary>A table that begins a new page, as annexes do. The first column says what a row is, the others hold figures.</summary>
public sealed record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <summary>A list with a heading on each page.</summary>
public sealed record Listing(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows) : Block
{
    /// <summary>In millimetres, where a hand writes into it.</summary>
    public double? RowHeight { get; init; }
}

/// <summary>Charts of figures that also stand in a table: in a file two in a line; a page draws them itself.</summary>
public sealed record Charts(IReadOnlyList<Chart> All) : Block;

/// <param name="IsRing">Parts of a whole, for two or three groups; bars otherwise.</param>
public sealed record Chart(string Title, bool IsRing, IReadOnlyList<(string Label, int Value)> Points);

/// <summary>Where parts are cut from each other and a seal is put across.</summary>
public sealed record CutLine(string Text) : Block;

public sealed record PageBreak : Block;

/// <summary>Who issues the document and on which day.</summary>
public sealed record Signature(string Name, string Date) : Block;
