namespace Hongyan.Rules.Sojourns;

/// <summary>A major matter of a branch of which its members are to know.</summary>
public sealed record MajorMatter : Announcement;
