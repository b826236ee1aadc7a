namespace Hongyan.Rules.Sojourns;

/// <summary>The member told of a change.</summary>
public sealed record ChangeReported : SojournEvent
{
    public string? What { get; init; }

    /// <summary>The new place, employer, residence or phone.</summary>
    public string? Value { get; init; }
}
