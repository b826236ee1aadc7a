namespace Hongyan.Rules.Sojourns;

/// <summary>A meeting of a branch to which its members are called.</summary>
public sealed record Meeting : Announcement;
