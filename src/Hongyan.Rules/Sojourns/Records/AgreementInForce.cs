namespace Hongyan.Rules.Sojourns;

/// <summary>An agreement of two organisations holds from that day on.</summary>
public sealed record AgreementInForce : SojournEvent
{
    public DateOnly? Until { get; init; }
}
