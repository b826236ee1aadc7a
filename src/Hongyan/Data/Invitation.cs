namespace Hongyan.Data;

/// <summary>A one-time link with which somebody takes his account; there is one at a time.</summary>
public sealed class Invitation
{
    public required Guid AccountId { get; init; }
    public required byte[] Hash { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public Guid? MadeBy { get; set; }
}
