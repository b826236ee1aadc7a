namespace Hongyan.Rules.Sojourns;

/// <summary>The member took part in organised life.</summary>
public sealed record OrganizedLife : SojournEvent
{
    public bool Offline { get; init; }
    public string? Kind { get; init; }

    /// <summary>The meeting on whose list he was ticked.</summary>
    public Guid? Meeting { get; init; }
}
