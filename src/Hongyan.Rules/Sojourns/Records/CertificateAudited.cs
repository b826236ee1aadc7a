using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>One of the two branches audited the certificate for the year.</summary>
public sealed record CertificateAudited : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>The year audited; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
