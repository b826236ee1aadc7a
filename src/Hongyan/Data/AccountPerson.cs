namespace Hongyan.Data;

/// <summary>Which member a contact person's account belongs to, as his branch says it; a member's own account says so itself.</summary>
public sealed class AccountPerson
{
    public required Guid AccountId { get; init; }
    public required Guid MemberId { get; init; }
    public Guid? NamedBy { get; init; }
    public required DateTimeOffset NamedAt { get; init; }
}
