namespace Hongyan.Rules.Sojourns;

/// <summary>The receiving committee took the member over on his letter.</summary>
public sealed record TransferReceived : SojournEvent
{
    public Guid? Letter { get; init; }
}
