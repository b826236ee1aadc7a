namespace Hongyan.Rules.Sojourns;

/// <summary>The member came back; the sojourn ends on that day.</summary>
public sealed record Returned : SojournEvent;
