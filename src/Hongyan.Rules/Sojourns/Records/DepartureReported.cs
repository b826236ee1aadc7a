using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>What the day of a departure was estimated from.</summary>
public enum DepartureEstimate
{
    /// <summary>Only the month is known; its first day stands for it.</summary>
    Month,

    /// <summary>Nobody reported the departure; the day of arrival stands for it.</summary>
    Arrival,
}

/// <summary>The member is going away. <see cref="Departs"/> is the first day of the sojourn.</summary>
public sealed record DepartureReported : SojournEvent
{
    [JsonRequired]
    public DateOnly Departs { get; init; }

    /// <summary>Null when the day itself is known.</summary>
    public DepartureEstimate? Estimate { get; init; }
    public string? Reason { get; init; }
    public string? Destination { get; init; }
    public DateOnly? ExpectedReturn { get; init; }

    /// <summary>The number of a certificate that was sealed and issued for this sojourn before it was entered here, as a roster names it.</summary>
    public string? Certificate { get; init; }

    /// <summary>How to reach him there, and whom when he cannot be reached.</summary>
    public string? Phone { get; init; }
    public string? Emergency { get; init; }
}
