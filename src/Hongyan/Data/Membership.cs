namespace Hongyan.Data;

/// <summary>One entry of a member's membership case (党籍): how he was registered here, or a change of his basic data. Appended, never changed.</summary>
public sealed class MembershipRecord
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>registered or basic-data-changed.</summary>
    public required string Type { get; init; }

    /// <summary>Which field of the basic data; nothing for a registration.</summary>
    public string? Field { get; init; }

    /// <summary>The day from which it holds; of a correction, the day it was made.</summary>
    public required DateOnly OnDate { get; init; }

    /// <summary>Values, reason and evidence as JSON, encrypted as a whole because values can be a phone or an address.</summary>
    public required string Data { get; init; }
    public string? OrgPath { get; init; }
    public Guid? AccountId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
