namespace Hongyan.Data;

/// <summary>The problems that the records of everybody away from an organisation, or come to it, showed on a day; made at a moment or being made.</summary>
public sealed class KeptProblemReport
{
    public required Guid Id { get; init; }
    public required string OrgPath { get; init; }
    public required DateOnly OnDate { get; init; }
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Stays that were gone through.</summary>
    public int Total { get; set; }

    /// <summary>Nothing until all are gone through.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>How many people there are of each kind.</summary>
    public string? Problems { get; set; }
}

/// <summary>A person whose records show a problem, in one report.</summary>
public sealed class ReportedProblem
{
    public required Guid MemberId { get; init; }
    public required Guid TellingId { get; init; }
    public required string Kind { get; init; }
    public required Guid SojournId { get; init; }
    public required DateOnly Since { get; init; }
    public required string OrgPath { get; init; }
}
