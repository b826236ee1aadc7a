using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A branch keyed the stay in to the national member information system: home the outflow, the host the inflow.</summary>
public sealed record RegisteredNationally : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("registered-nationally")
    {
        Order = 202,
        Sides = Sides.Both,
        Side = "by",
        Fields = [new("nationalNumber", FieldKind.Text)],
        Causes = InSystem.Causes,
        ForMany = new() { Own = ["nationalNumber"] },
    };

    [JsonRequired]
    public Side By { get; init; }

    /// <summary>The number which that system gave the registration, where it gives one.</summary>
    public string? NationalNumber { get; init; }
}
