namespace Hongyan.Rules.Sojourns;

/// <summary>An organisation confirmed the four clears of the yearly sweep.</summary>
public sealed record SweepConfirmed : SojournEvent
{
    /// <summary>The year of the sweep; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
