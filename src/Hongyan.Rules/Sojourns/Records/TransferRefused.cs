using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The receiving committee did not take the member over; there is no refusal without a reason.</summary>
public sealed record TransferRefused : SojournEvent
{
    public Guid? Letter { get; init; }

    [JsonRequired]
    public string Reason { get; init; } = "";
}
