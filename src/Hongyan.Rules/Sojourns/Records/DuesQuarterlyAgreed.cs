namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch agreed that dues are paid by the quarter from now on.</summary>
public sealed record DuesQuarterlyAgreed : SojournEvent
{
    public string? Reason { get; init; }
}
