using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>The host received him: he has reported in there.</summary>
internal sealed class ReceptionKind() : MessageKind("reception")
{
    public override Side? Writer => Side.Host;

    public override SojournEvent? Becomes(JudgedMessage judged) => new ReportedIn { On = judged.On };

    public override object? Tells(SojournEvent happened, TellingNames names) => happened is ReportedIn ? new { } : null;
}
