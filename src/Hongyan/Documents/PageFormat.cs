namespace Hongyan.Documents;

/// <summary>A sheet of paper and its margins, in twentieths of a point.</summary>
/// <param name="Name">By which the print style sheet knows it.</param>
public sealed record PageFormat(string Name, int Width, int Height, int Top, int Bottom, int Left, int Right)
{
    /// <summary>Official documents: A4, and 3.7, 3.5, 2.8 and 2.6 cm.</summary>
    public static readonly PageFormat Letter = new("letter", 11906, 16838, 2098, 1984, 1587, 1474);

    /// <summary>Forms and lists that stand upright on A4.</summary>
    public static readonly PageFormat Form = new("form", 11906, 16838, 1077, 1077, 964, 964) { IsDense = true };

    /// <summary>Wide lists: A4 lying.</summary>
    public static readonly PageFormat Lying = new("lying", 16838, 11906, 1021, 1021, 794, 794) { IsDense = true };

    /// <summary>The pages of a booklet: A5.</summary>
    public static readonly PageFormat Booklet = new("booklet", 8391, 11906, 851, 851, 737, 737) { IsDense = true };

    /// <summary>Forms are set smaller than letters, and their page number is at the edge.</summary>
    public bool IsDense { get; private init; }

    public int TextWidth => Width - Left - Right;

    public bool IsLying => Width > Height;
}
