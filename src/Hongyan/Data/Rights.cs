namespace Hongyan.Data;

/// <summary>A member asks for something in his data to be put right; the home branch answers.</summary>
public sealed class CorrectionRequest
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>name, a field of the basic data, or other.</summary>
    public required string Field { get; init; }

    /// <summary>What it should be, in his words.</summary>
    public required string Wish { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>corrected or refused.</summary>
    public string? Outcome { get; set; }
    public string? Answer { get; set; }
    public Guid? AccountId { get; set; }
    public required string HomePath { get; init; }
}

/// <summary>The entry with which the audit chain begins after older ones were removed.</summary>
public sealed class AuditBeginning
{
    public required long No { get; init; }
    public required byte[] Hash { get; init; }
    public required DateTimeOffset RemovedAt { get; init; }
    public required byte[] Seal { get; init; }
}
