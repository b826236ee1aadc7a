namespace Hongyan.Rules.Sojourns;

/// <summary>Home took the certificate back.</summary>
public sealed record CertificateWithdrawn : SojournEvent;
