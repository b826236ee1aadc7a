namespace Hongyan.Rules.Sojourns;

/// <summary>The member reported to an organisation where he now lives.</summary>
public sealed record ReportedIn : SojournEvent
{
    /// <summary>The committee or branch that received him.</summary>
    public string? Organization { get; init; }
}
