using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Home is in contact with him again: the fact and its day, nothing else.</summary>
internal sealed class FoundKind() : MessageKind("found")
{
    public override Side? Writer => Side.Home;

    public override object? Tells(SojournEvent happened, TellingNames names) => happened is Found { By: Side.Home } ? new { } : null;
}
