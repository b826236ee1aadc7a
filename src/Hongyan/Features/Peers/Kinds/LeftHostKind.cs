using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>He is no longer at the host. What follows from it a person at home decides.</summary>
internal sealed class LeftHostKind() : TellingKind<LeftHost>("left-host")
{
    public override Side? Writer => Side.Host;

    public override bool AsksForSomething => true;

    public override IReadOnlyList<BodyField> Fields =>
    [
        new("reason", BodyValue.Choice, true, "returned", LeftHost.MovedOn, "job-ended", "not-confirmed", "no-member"),
        new("to", BodyValue.Choice, false, "home", LeftHost.ToPlace, "unknown"), new("place", BodyValue.Line),
    ];

    protected override object Tells(LeftHost left, TellingNames names) => new { left.Reason, left.To, left.Place };
}
