namespace Hongyan.Rules.Sojourns;

/// <summary>The committee sealed the activity certificate.</summary>
public sealed record CertificateSealed : SojournEvent
{
    public string? Number { get; init; }
}
