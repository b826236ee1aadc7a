using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>He has died: the fact and its day. A person at the host ends the stay there.</summary>
internal sealed class DiedKind() : MessageKind("died")
{
    public override Side? Writer => Side.Home;

    public override bool AsksForSomething => true;
}
