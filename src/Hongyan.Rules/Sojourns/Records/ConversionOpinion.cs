namespace Hongyan.Rules.Sojourns;

/// <summary>The host gave its opinion on a conversion.</summary>
public sealed record ConversionOpinion : SojournEvent
{
    public bool Written { get; init; } = true;

    /// <summary>convert, extend, cancel or none.</summary>
    public string? Opinion { get; init; }
    public string? Text { get; init; }
}
