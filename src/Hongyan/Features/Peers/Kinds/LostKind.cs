using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Home has lost contact with him: the fact and its day, nothing else.</summary>
internal sealed class LostKind() : TellingKind<MarkedLost>("lost")
{
    public override Side? Writer => Side.Home;

    public override bool AsksForSomething => true;

    protected override object Tells(MarkedLost lost, TellingNames names) => new { };
}
