using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Home asks for an opinion on a conversion (C-2.1.2i).</summary>
internal sealed class ConversionAskedKind() : MessageKind("conversion-asked")
{
    public override Side? Writer => Side.Home;

    public override IReadOnlyList<BodyField> Fields => [new("probationEnds", BodyValue.Day)];

    public override SojournEvent? Becomes(JudgedMessage judged) => new ConversionOpinionAsked { On = judged.On };

    public override object? Tells(SojournEvent happened, TellingNames names) => happened is ConversionOpinionAsked ? new { names.ProbationEnds } : null;
}
