namespace Hongyan.Rules.Sojourns;

/// <summary>The member reported his thoughts and work to home.</summary>
public sealed record MemberReported : SojournEvent
{
    /// <summary>The period reported on, for example 2026 or 2026-Q1; unsaid, that of its day.</summary>
    public string? Period { get; init; }
    public string? Text { get; init; }
}
