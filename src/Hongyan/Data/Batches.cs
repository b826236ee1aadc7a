namespace Hongyan.Data;

/// <summary>What somebody has typed for many and how far it is: encrypted, and his alone.</summary>
public sealed class BatchForm
{
    public required Guid AccountId { get; init; }

    /// <summary>The batch: with a stay it makes the id of a record.</summary>
    public required Guid Id { get; init; }

    /// <summary>A keyed hash of what it is about, by which the page finds what was begun.</summary>
    public required byte[] Page { get; init; }

    public required string Content { get; set; }

    /// <summary>Whether it was sent: from then on it is not offered again.</summary>
    public bool IsSent { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
}

/// <summary>One act that wrote a record for each of many. Its organisation and those above read for whom.</summary>
public sealed class KeptBatch
{
    public required Guid AccountId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The type of the records.</summary>
    public required string Type { get; init; }
    public required string Side { get; init; }
    public string? Period { get; init; }
    public required string OrgPath { get; init; }

    /// <summary>The stays for which it was sent; what was written for each is a record under the id that follows from both.</summary>
    public required Guid[] Stays { get; set; }
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>A list as which a batch went out. Its organisation and those above see that there is one; what is typed is its maker's alone.</summary>
public sealed class KeptList
{
    public required Guid AccountId { get; init; }

    /// <summary>The batch.</summary>
    public required Guid Id { get; init; }

    /// <summary>The number that stands on it.</summary>
    public required string Number { get; init; }
    public required string Type { get; init; }
    public required string Side { get; init; }
    public string? Period { get; init; }
    public required string OrgPath { get; init; }

    /// <summary>How many stand on it.</summary>
    public required int People { get; init; }

    /// <summary>For how many of them something was written since.</summary>
    public int CameBack { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}
