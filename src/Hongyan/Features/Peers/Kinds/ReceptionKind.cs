using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>The host received him: he has reported in there.</summary>
internal sealed class ReceptionKind() : TellingKind<ReportedIn>("reception")
{
    public override Side? Writer => Side.Host;

    public override SojournEvent? Becomes(JudgedMessage judged) => new ReportedIn { On = judged.On };

    protected override object Tells(ReportedIn reported, TellingNames names) => new { };
}
