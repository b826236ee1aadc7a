namespace Hongyan.Documents;

/// <summary>A document as its parts, described once; the writers make the file, the page and the plain text of it.</summary>
/// <param name="Language">zh or en.</param>
/// <param name="Title">What stands at the top.</param>
/// <param name="Subtitle">A line under the title.</param>
/// <param name="Blocks">The parts, in order.</param>
public sealed record Document(string Language, string Title, string? Subtitle, IReadOnlyList<Block> Blocks);

public abstract record Block;

/// <summary>A heading with its number written out: 一、 for level 1, （一） for level 2.</summary>
public sealed record Heading(string Text, int Level = 1) : Block;

public sealed record Paragraph(string Text) : Block;

/// <summary>Lines to be ticked by whoever decides.</summary>
public sealed record Checklist(IReadOnlyList<string> Items) : Block;

/// <summary>A table that begins a new page, as annexes do. The first column says what a row is, the others hold figures.</summary>
public sealed record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <summary>Who issues the document and on which day.</summary>
public sealed record Signature(string Name, string Date) : Block;
