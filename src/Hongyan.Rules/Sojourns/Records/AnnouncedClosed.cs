using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Somebody who was announced does not come: nobody waits for him any more.</summary>
public sealed record AnnouncedClosed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("announced-closed")
    {
        Order = 556,
        Sides = Sides.Host,
        CommitteeOnly = true,
        OfGuests = true,
        Fields = [new("why", FieldKind.Prose, true)],
        Causes = [new("announced")],
        Steps = Step.To(SojournState.Cancelled, SojournState.Announced),
        OrderInDay = 6,
    };

    /// <summary>What is known of why he does not come.</summary>
    public string? Why { get; init; }

    public override void Apply(ISojournState state) => state.EndedOn = On > state.DepartedOn ? On : state.DepartedOn;

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("why", Why));

    public override string? Prose() => Why;
}
