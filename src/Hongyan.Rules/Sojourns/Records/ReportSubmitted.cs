namespace Hongyan.Rules.Sojourns;

/// <summary>The yearly report went up.</summary>
public sealed record ReportSubmitted : SojournEvent
{
    /// <summary>The year reported on; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
