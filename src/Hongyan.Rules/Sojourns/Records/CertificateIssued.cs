namespace Hongyan.Rules.Sojourns;

/// <summary>The certificate was handed to the member, who holds it from that day.</summary>
public sealed record CertificateIssued : SojournEvent
{
    public string? Number { get; init; }
}
