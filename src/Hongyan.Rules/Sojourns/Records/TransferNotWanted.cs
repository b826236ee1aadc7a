using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member does not want to transfer, for a reason.</summary>
public sealed record TransferNotWanted : SojournEvent
{
    [JsonRequired]
    public string Reason { get; init; } = "";
}
