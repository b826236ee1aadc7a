namespace Hongyan.Rules.Statistics;

/// <summary>So many people whom every breakdown counts like one of them. Each of them is counted nowhere else.</summary>
public sealed record Alike(FloatingPerson One, int Count);
