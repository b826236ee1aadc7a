namespace Hongyan.Rules.Sojourns;

/// <summary>Home asked the host for its opinion on a conversion.</summary>
public sealed record ConversionOpinionAsked : SojournEvent;
