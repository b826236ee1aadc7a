using Hongyan.Rules.Engine;
using Hongyan.Rules.Warnings;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch marked the member as out of contact (失联). From that day on periodic duties towards him rest.</summary>
public sealed record MarkedLost : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("marked-lost")
    {
        Order = 640,
        Sides = Sides.Home,
        WhileLost = false,
        Fields = [new("reason", FieldKind.Choice, true, "1", "2", "3", "4", "5", "6", "7")],
        Causes = Beginning.Causes,
    };

    /// <summary>The last organised life or dues, else the departure. Source: facts §7.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>1 to 7, as in the form of facts §7.</summary>
    public string? Reason { get; init; }

    public override void Apply(ISojournState state) => state.LostOn ??= On;

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after)
    {
        var story = StoryBefore(before, after);
        return story.LostSince is { } since ? Refusal.Of("refusal.lost-already") with { On = since }
            : LostContact.MayBeMarkedFrom(story) is { } first && On < first ? Refusal.Of("refusal.too-early") with { On = first }
            : null;
    }

    public override SojournEvent Completed(SojournCase before) => Since is null ? this with { Since = LostContact.CountsFrom(before.AsOf(On)) } : this;
}
