using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Data;

/// <summary>One stay away: the case two organisations share. Kept up to date from its records.</summary>
public sealed class Sojourn : ISojournState
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Where he is registered; nothing for a guest, whose home lies outside this installation.</summary>
    public required string? HomePath { get; set; }

    /// <summary>The entry of the directory that is a guest's home; without it, what he said of it stands in <see cref="HomeWords"/>.</summary>
    public Guid? HomeOutside { get; set; }
    public string? HomeWords { get; set; }
    public string? HostPath { get; set; }

    /// <summary>The host organisation in words, when it is not one of this installation.</summary>
    public string? HostName { get; set; }

    /// <summary>The entry of the directory that is the host, where it is one; <see cref="HostName"/> stays as it was written.</summary>
    public Guid? HostOutside { get; set; }

    /// <summary>reported, away, announced, reported-in, refused, placed, returned, transferred, cancelled or left.</summary>
    public required string State { get; set; }
    public required DateOnly DepartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? Reason { get; set; }
    public string? Destination { get; set; }
    public string? DestinationCode { get; set; }
    public string? Employer { get; set; }
    public string? CertificateNumber { get; set; }
    public string? HomeContact { get; set; }

    /// <summary>The member the home contact person is; nothing where only his name is known.</summary>
    public Guid? HomeContactId { get; set; }
    public string? HostContact { get; set; }
    public Guid? HostContactId { get; set; }
    public DateOnly? LastContactOn { get; set; }

    /// <summary>The day on which the departure was reported; nothing when nobody reported it.</summary>
    public DateOnly? ReportedOn { get; set; }

    /// <summary>The organisation that is host since <see cref="HostFrom"/>; nothing before a report-in and after a refusal.</summary>
    public string? HostAt { get; set; }
    public DateOnly? HostFrom { get; set; }

    /// <summary>The hosts before, each with its first day, as a JSON list of pairs; nothing when there was none.</summary>
    public string? HostsBefore { get; set; }

    /// <summary>Since when he is marked as out of contact (失联); nothing while he is not.</summary>
    public DateOnly? LostOn { get; set; }

    /// <summary>Duties are kept up to this day; the nightly job goes on from here.</summary>
    public DateOnly? DutiesUntil { get; set; }

    /// <summary>The host that received the guest after this stay: whoever hosted it reads its own time and no more.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Whether his home is outside this installation: then he is a guest.</summary>
    public bool HomeIsOutside => HomePath is null;
}
