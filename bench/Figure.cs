namespace Hongyan.Bench;

/// <summary>How a ratio is judged.</summary>
internal enum Goal
{
    /// <summary>The figure divided by its limit must be at least so much: what there should be much of.</summary>
    AtLeast,

    /// <summary>The figure divided by its limit must be at most so much: what there should be little of.</summary>
    AtMost,

    /// <summary>Only noted.</summary>
    None,
}

/// <summary>What was measured, beside its limit, which was measured in the same run on the same data.</summary>
/// <param name="Bench">The benchmark it belongs to.</param>
/// <param name="Name">What is measured.</param>
/// <param name="Size">How many sojourns the database held.</param>
/// <param name="Value">The figure itself.</param>
/// <param name="Limit">What nothing can be better than; nothing when the goal is the figure's own.</param>
/// <param name="Unit">Of figure and limit.</param>
/// <param name="Goal">How it is judged.</param>
/// <param name="Wanted">The ratio that is wanted, or the figure itself where there is no limit.</param>
internal sealed record Figure(string Bench, string Name, int Size, double Value, double? Limit, string Unit, Goal Goal = Goal.None, double? Wanted = null)
{
    public string? Note { get; init; }

    public double? Ratio => Limit is { } limit && limit > 0 ? Value / limit : null;

    /// <summary>Nothing when there is no goal.</summary>
    public bool? IsMet => (Goal, Ratio ?? Value, Wanted) switch
    {
        (Goal.AtLeast, var got, { } wanted) => got >= wanted,
        (Goal.AtMost, var got, { } wanted) => got <= wanted,
        _ => null,
    };
}
