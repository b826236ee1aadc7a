using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host committee keeps a guest of whom his home has said nothing, and looks again on a day.</summary>
public sealed record KeptUnconfirmed : SojournEvent, IRecord
{
    private const int LongestMonths = 6;

    public static RecordType Type { get; } = new("kept-unconfirmed")
    {
        Order = 125,
        Sides = Sides.Host,
        CommitteeOnly = true,
        OfGuests = true,
        Fields = [new("why", FieldKind.Prose, true), new("lookAgainOn", FieldKind.Date, true)],
        Causes = [new("reported-in")],
    };

    public string? Why { get; init; }

    /// <summary>When the committee looks again: within half a year.</summary>
    public DateOnly? LookAgainOn { get; init; }

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        LookAgainOn <= On || LookAgainOn > On.AddMonths(LongestMonths)
            ? Refusal.Of("refusal.look-again") with { On = On.AddMonths(LongestMonths), Field = "lookAgainOn" }
            : null;

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("why", Why), ("lookAgainOn", LookAgainOn));

    public override string? Prose() => Why;
}
