using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>He is back home. A person at the host ends the stay there.</summary>
internal sealed class ReturnKind() : MessageKind("return")
{
    public override Side? Writer => Side.Home;

    public override bool AsksForSomething => true;

    public override object? Tells(SojournEvent happened, TellingNames names) => happened is Returned ? new { } : null;
}
