namespace Hongyan.Rules.Sojourns;

/// <summary>The branch confirmed its two ledgers.</summary>
public sealed record LedgerConfirmed : SojournEvent;
