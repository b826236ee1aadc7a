namespace Hongyan.Data;

/// <summary>The key of a sojourn.</summary>
public readonly record struct SojournKey(Guid MemberId, Guid Id);
