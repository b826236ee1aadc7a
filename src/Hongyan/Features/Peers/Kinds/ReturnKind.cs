using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>He is back home. A person at the host ends the stay there.</summary>
internal sealed class ReturnKind() : TellingKind<Returned>("return")
{
    public override Side? Writer => Side.Home;

    public override bool AsksForSomething => true;

    protected override object Tells(Returned returned, TellingNames names) => new { };
}
