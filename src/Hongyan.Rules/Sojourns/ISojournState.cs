namespace Hongyan.Rules.Sojourns;

/// <summary>What the records of a sojourn settle beside its duties: kept with the sojourn, told again from its records after a correction.</summary>
public interface ISojournState
{
    /// <summary>One of <see cref="SojournState"/>.</summary>
    string State { get; set; }
    DateOnly DepartedOn { get; set; }
    DateOnly? EndedOn { get; set; }
    string? Reason { get; set; }
    string? Destination { get; set; }
    string? Employer { get; set; }

    /// <summary>Whether his home is outside this installation: then he is a guest.</summary>
    bool HomeIsOutside { get; }

    /// <summary>The organisation that is host, when it is one of this installation.</summary>
    string? HostPath { get; set; }

    /// <summary>The host in words, where it is outside, and its entry in the directory of organisations outside.</summary>
    string? HostName { get; set; }
    Guid? HostOutside { get; set; }
    string? HomeContact { get; set; }
    Guid? HomeContactId { get; set; }
    string? HostContact { get; set; }
    Guid? HostContactId { get; set; }
    DateOnly? LastContactOn { get; set; }

    /// <summary>Since when he is marked as out of contact; nothing while he is not.</summary>
    DateOnly? LostOn { get; set; }
}
