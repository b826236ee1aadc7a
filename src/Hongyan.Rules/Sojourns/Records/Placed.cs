namespace Hongyan.Rules.Sojourns;

/// <summary>The host made him part of a branch or group.</summary>
public sealed record Placed : SojournEvent
{
    public string? Organization { get; init; }
}
