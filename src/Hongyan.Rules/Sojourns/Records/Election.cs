namespace Hongyan.Rules.Sojourns;

/// <summary>An election of a branch.</summary>
public sealed record Election : Announcement;
