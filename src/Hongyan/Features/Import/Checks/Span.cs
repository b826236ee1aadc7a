namespace Hongyan.Features.Import.Checks;

/// <summary>The days of a stay away; without an end it goes on. An unknown beginning may be any day.</summary>
internal readonly record struct Span(DateOnly From, DateOnly? To)
{
    public static readonly Span Always = new(DateOnly.MinValue, null);

    /// <summary>Whether both cannot be true of one person; one may begin on the day on which the other ends.</summary>
    public bool Overlaps(Span other) =>
        From == other.From || (From < (other.To ?? DateOnly.MaxValue) && other.From < (To ?? DateOnly.MaxValue));
}
