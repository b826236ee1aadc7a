namespace Hongyan.Rules.Sojourns;

/// <summary>The member was urged to transfer his registration.</summary>
public sealed record TransferUrged : SojournEvent;
