namespace Hongyan.Records;

/// <summary>What is known of a sojourn beside its events.</summary>
public sealed record SojournFacts
{
    /// <summary>The id the sojourn gets, when it is known beforehand.</summary>
    public Guid? Id { get; init; }
    public string? HostPath { get; init; }

    /// <summary>Of a guest: the entry of the directory that is his home, and what he said of it where no entry is known.</summary>
    public Guid? HomeOutside { get; init; }
    public string? HomeWords { get; init; }

    /// <summary>The host in words, when it is no organisation of this installation.</summary>
    public string? HostName { get; init; }

    /// <summary>Its entry in the directory of organisations outside, where it is one.</summary>
    public Guid? HostOutside { get; init; }
    public string? Destination { get; init; }
    public string? DestinationCode { get; init; }
    public string? Employer { get; init; }
    public string? CertificateNumber { get; init; }
    public string? HomeContact { get; init; }
}
