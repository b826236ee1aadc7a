using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home committee approved or declined a reduction of dues.</summary>
public sealed record DuesReductionDecided : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("dues-reduction-decided")
    {
        Order = 220,
        Sides = Sides.Home,
        CommitteeOnly = true,
        Fields = [new("approved", FieldKind.YesNo), new("reason", FieldKind.Text) { IsSecret = true, Cover = Cover.Note }],
        IsOfNeed = true,
        IsConfidential = true,
        Causes = [new("dues-reduction-asked")],
        Least = new Dictionary<string, object> { ["approved"] = false },
        IsDecidedOnce = true,
        Undo = Undo.Anew,
    };

    [JsonRequired]
    public bool Approved { get; init; }
    public string? Reason { get; init; }

    /// <summary>What was granted, when it is said: else it is what was asked last.</summary>
    public string? From { get; init; }
    public string? To { get; init; }
    public decimal? Monthly { get; init; }
}
