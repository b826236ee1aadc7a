namespace Hongyan.Data;

/// <summary>The root of another installation. It counts once a second person has compared its fingerprint, until somebody ends it.</summary>
public sealed class PinnedRoot
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The root's thumbprint.</summary>
    public required string Kid { get; init; }
    public required string Fingerprint { get; init; }

    /// <summary>The set of keys as the root signed it.</summary>
    public required string Keys { get; set; }
    public required DateTimeOffset IssuedAt { get; set; }
    public required Guid LoadedBy { get; init; }
    public required DateTimeOffset LoadedAt { get; init; }
    public Guid? ComparedBy { get; set; }
    public DateTimeOffset? ComparedAt { get; set; }
    public string? ComparedWith { get; set; }
    public Guid? EndedBy { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>The newest status list of a pinned root under its address.</summary>
public sealed class PinnedList
{
    public required Guid RootId { get; init; }
    public required string Uri { get; init; }
    public required string Content { get; set; }
    public required DateTimeOffset IssuedAt { get; set; }
    public required Guid LoadedBy { get; set; }
    public required DateTimeOffset LoadedAt { get; set; }
}
