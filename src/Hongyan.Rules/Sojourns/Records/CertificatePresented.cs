namespace Hongyan.Rules.Sojourns;

/// <summary>The member showed his certificate after his return.</summary>
public sealed record CertificatePresented : SojournEvent;
