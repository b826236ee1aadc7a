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

/// <summary>A branch named the person who keeps in touch with the member.</summary>
public sealed record ContactPersonNamed : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>His name.</summary>
    public string? Person { get; init; }

    /// <summary>The member he is; nothing in old records and where the roster is not in this installation.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Only a full member may be named; unsaid means he is one.</summary>
    public bool FullMember { get; init; } = true;
}

/// <summary>The member was told, before he left, of certificate, contact, reports, dues, life, review and conduct.</summary>
public sealed record Briefed : SojournEvent
{
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>The topics that were left out, each with its reason.</summary>
    public IReadOnlyDictionary<string, string>? Missing { get; init; }

    /// <summary>All topics a profile may demand.</summary>
    public static IReadOnlyList<string> AllTopics { get; } = ["certificate", "contact", "reports", "dues", "life", "review", "conduct"];

    /// <exception cref="FormatException">There is no such topic.</exception>
    public static string CheckTopic(string topic) =>
        AllTopics.Contains(topic) ? topic : throw new FormatException($"write topics of {string.Join(", ", AllTopics)}, not {topic}.");
}

/// <summary>The committee sealed the activity certificate.</summary>
public sealed record CertificateSealed : SojournEvent
{
    public string? Number { get; init; }
}

/// <summary>The certificate was handed to the member, who holds it from that day.</summary>
public sealed record CertificateIssued : SojournEvent
{
    public string? Number { get; init; }
}

/// <summary>One of the two branches audited the certificate for the year.</summary>
public sealed record CertificateAudited : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>The year audited; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}

/// <summary>The member showed his certificate after his return.</summary>
public sealed record CertificatePresented : SojournEvent;

/// <summary>Home took the certificate back.</summary>
public sealed record CertificateWithdrawn : SojournEvent;

/// <summary>The member reported his certificate lost.</summary>
public sealed record CertificateLost : SojournEvent;
