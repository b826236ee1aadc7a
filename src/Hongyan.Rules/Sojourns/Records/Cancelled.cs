namespace Hongyan.Rules.Sojourns;

/// <summary>The member did not leave after all.</summary>
public sealed record Cancelled : SojournEvent;
