using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Home asks for an opinion on a conversion (C-2.1.2i).</summary>
internal sealed class ConversionAskedKind() : TellingKind<ConversionOpinionAsked>("conversion-asked")
{
    public override Side? Writer => Side.Home;

    public override IReadOnlyList<BodyField> Fields => [new("probationEnds", BodyValue.Day)];

    public override SojournEvent? Becomes(JudgedMessage judged) => new ConversionOpinionAsked { On = judged.On };

    protected override object Tells(ConversionOpinionAsked asked, TellingNames names) => new { names.ProbationEnds };
}
