using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The stay is not keyed in to the national member information system, for a reason.</summary>
public sealed record NotNational : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("not-national")
    {
        Order = 203,
        Sides = Sides.Both,
        Side = "by",
        Fields = [new("reason", FieldKind.Text, true)],
        Causes = InSystem.Causes,
        Least = new Dictionary<string, object> { ["reason"] = "" },
    };

    [JsonRequired]
    public Side By { get; init; }

    [JsonRequired]
    public string Reason { get; init; } = "";
}
