using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Home has lost contact with him: the fact and its day, nothing else.</summary>
internal sealed class LostKind() : MessageKind("lost")
{
    public override Side? Writer => Side.Home;

    public override bool AsksForSomething => true;

    public override object? Tells(SojournEvent happened, TellingNames names) => happened is MarkedLost ? new { } : null;
}
