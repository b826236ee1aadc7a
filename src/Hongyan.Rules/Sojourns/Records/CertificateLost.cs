namespace Hongyan.Rules.Sojourns;

/// <summary>The member reported his certificate lost.</summary>
public sealed record CertificateLost : SojournEvent;
