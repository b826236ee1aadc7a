namespace Hongyan.Rules.Sojourns;

/// <summary>The registration has moved; the sojourn ends on that day.</summary>
public sealed record Transferred : SojournEvent
{
    /// <summary>The branch that has it now, when it is one of this installation.</summary>
    public string? Branch { get; init; }
}
