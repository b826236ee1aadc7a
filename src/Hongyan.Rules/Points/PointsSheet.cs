namespace Hongyan.Rules.Points;

/// <summary>The points of one year with what each line rests on. It never sets a grade; it only closes some.</summary>
public sealed record PointsSheet
{
    public required int Year { get; init; }

    /// <summary>B1 to B5, A1 to A4, and N1 to N4 as negative points.</summary>
    public required IReadOnlyDictionary<string, decimal> Lines { get; init; }

    /// <summary>The days of the records behind a line.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Records { get; init; }
    public required decimal Total { get; init; }

    /// <summary>The total should every appeal under way succeed; the same as <see cref="Total"/> without one.</summary>
    public required decimal TotalWithoutAppealed { get; init; }

    /// <summary>The grades that remain open; the people at the review choose among them.</summary>
    public required IReadOnlyList<string> GradesOpen { get; init; }
}
