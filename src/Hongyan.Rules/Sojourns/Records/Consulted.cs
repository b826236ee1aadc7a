namespace Hongyan.Rules.Sojourns;

/// <summary>The two parties of an agreement consulted.</summary>
public sealed record Consulted : SojournEvent;
