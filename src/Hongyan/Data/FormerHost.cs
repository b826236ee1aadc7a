namespace Hongyan.Data;

/// <summary>An organisation that was host of a stay before another: it still reads what lay in its time.</summary>
public sealed class FormerHost
{
    public required Guid MemberId { get; init; }
    public required Guid SojournId { get; init; }
    public required string HostPath { get; init; }
    public required string? HomePath { get; init; }

    /// <summary>The day on which the stay went on elsewhere.</summary>
    public required DateOnly Until { get; set; }

    /// <summary>Of a guest: what he was called then, for the former host sees his row no more.</summary>
    public string? Name { get; init; }

    /// <summary>When the former host took note that a guest moved on.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}
