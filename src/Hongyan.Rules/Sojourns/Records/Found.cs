using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A member who was out of contact gave a sign of life.</summary>
public sealed record Found : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("found")
    {
        Order = 650,
        Sides = Sides.Both,
        WhileLost = true,
        Side = "by",
        Fields = [new("how", FieldKind.Text, true), new("hisWord", FieldKind.Prose)],
        Causes = [new("marked-lost")],
        OrderInDay = 6,
    };

    [JsonRequired]
    public Side By { get; init; }

    /// <summary>How he was found.</summary>
    public string? How { get; init; }

    /// <summary>What he says himself.</summary>
    public string? HisWord { get; init; }

    public override void Apply(ISojournState state) => state.LostOn = null;

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        StoryBefore(before, after).LostSince is null ? Refusal.Of("refusal.not-lost") : null;

    public override bool IsSignOfLife() => true;
}
