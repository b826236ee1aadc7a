namespace Hongyan.Rules.Sojourns;

/// <summary>The home committee approved the decision.</summary>
public sealed record ConversionApproved : SojournEvent;
