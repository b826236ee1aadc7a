using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Home is in contact with him again: the fact and its day, nothing else.</summary>
internal sealed class FoundKind() : TellingKind<Found>("found")
{
    public override Side? Writer => Side.Home;

    protected override object? Tells(Found found, TellingNames names) => found.By == Side.Home ? new { } : null;
}
