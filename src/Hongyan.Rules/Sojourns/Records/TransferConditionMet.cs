using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A condition for a transfer is met: settled, home-and-six-months, contract, fixed-place or wish.</summary>
public sealed record TransferConditionMet : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("transfer-condition-met")
    {
        Order = 440,
        Sides = Sides.Both,
        Fields = [new("rule", FieldKind.Choice, true, "settled", "home-and-six-months", "contract", "fixed-place", "wish")],
        Registers = Registers.Letters,
    };

    [JsonRequired]
    public string Rule { get; init; } = "";
}
