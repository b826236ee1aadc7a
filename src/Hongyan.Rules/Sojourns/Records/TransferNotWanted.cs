using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member does not want to transfer, for a reason.</summary>
public sealed record TransferNotWanted : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("transfer-not-wanted")
    {
        Order = 470,
        Sides = Sides.Both,
        Fields = [new("reason", FieldKind.Text, true)],
    };

    [JsonRequired]
    public string Reason { get; init; } = "";
}
