using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>The host's opinion on a conversion (C-2.2.2i).</summary>
internal sealed class ConversionOpinionKind() : TellingKind<ConversionOpinion>("conversion-opinion")
{
    public override Side? Writer => Side.Host;

    public override IReadOnlyList<BodyField> Fields =>
        [new("opinion", BodyValue.Choice, false, "convert", "extend", "cancel", "none"), new("text", BodyValue.Prose)];

    public override SojournEvent? Becomes(JudgedMessage judged) =>
        new ConversionOpinion { On = judged.On, Written = true, Opinion = judged.Text("opinion"), Text = judged.Text("text") };

    protected override object Tells(ConversionOpinion said, TellingNames names) =>
        new { said.Opinion, Text = said.Text is { Length: <= MessageKinds.LongestText } text ? text : null };
}
