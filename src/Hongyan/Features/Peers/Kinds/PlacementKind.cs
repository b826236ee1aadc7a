using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>The host placed him in a branch; home shows which one.</summary>
internal sealed class PlacementKind() : TellingKind<Placed>("placement")
{
    public override Side? Writer => Side.Host;

    public override IReadOnlyList<BodyField> Fields => [new("branch", BodyValue.Name, true)];

    public override SojournEvent? Becomes(JudgedMessage judged) => new Placed { On = judged.On };

    protected override object? Tells(Placed placed, TellingNames names) =>
        names.OrganizationOf(placed.Organization) is { } branch ? new { Branch = branch } : null;
}
