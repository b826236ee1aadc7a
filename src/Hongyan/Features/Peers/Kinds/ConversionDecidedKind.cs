using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>What home decided on a conversion; the host shows it, and a person there puts the register right.</summary>
internal sealed class ConversionDecidedKind() : TellingKind<ConversionDecided>("conversion-decided")
{
    public override Side? Writer => Side.Home;

    public override bool AsksForSomething => true;

    public override IReadOnlyList<BodyField> Fields =>
        [new("result", BodyValue.Choice, true, "converted", "extended", "cancelled"), new("extendedTo", BodyValue.Day)];

    protected override object Tells(ConversionDecided decided, TellingNames names) => new { decided.Result, decided.ExtendedTo };
}
