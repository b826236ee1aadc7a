using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>He is no longer at the host. What follows from it a person at home decides.</summary>
internal sealed class LeftHostKind() : MessageKind("left-host")
{
    public override Side? Writer => Side.Host;

    public override bool AsksForSomething => true;

    public override IReadOnlyList<BodyField> Fields =>
    [
        new("reason", BodyValue.Choice, true, "returned", LeftHost.MovedOn, "job-ended", "not-confirmed", "no-member"),
        new("to", BodyValue.Choice, false, "home", LeftHost.ToPlace, "unknown"), new("place", BodyValue.Line),
    ];

    public override object? Tells(SojournEvent happened, TellingNames names) =>
        happened is LeftHost left ? new { left.Reason, left.To, left.Place } : null;
}
