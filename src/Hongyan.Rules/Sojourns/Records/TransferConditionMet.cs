using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A condition for a transfer is met: settled, home-and-six-months, contract, fixed-place or wish.</summary>
public sealed record TransferConditionMet : SojournEvent
{
    [JsonRequired]
    public string Rule { get; init; } = "";
}
