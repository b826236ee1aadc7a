namespace Hongyan.Rules.Sojourns;

/// <summary>The transfer was begun.</summary>
public sealed record TransferStarted : SojournEvent;
