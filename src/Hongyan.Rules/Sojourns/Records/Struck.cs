using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A record was made in error and nothing takes its place; the correction that says so is its only trace.</summary>
public sealed record Struck : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("struck")
    {
        Order = 670,
        Sides = Sides.Both,
        While = While.Ever,
        IsInMenu = false,
        HasForm = false,
    };

    [JsonRequired]
    public string Reason { get; init; } = "";
}
