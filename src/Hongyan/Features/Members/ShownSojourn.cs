using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Points;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Features.Members;

/// <summary>One sojourn as its page shows it: told by its records, with the duties as they are kept.</summary>
public sealed record ShownSojourn(
    Sojourn Sojourn, string? Host, IReadOnlyList<KeptDuty> Duties, IReadOnlyList<Warning> Warnings, IReadOnlyList<(Side Side, string Type)> Possible,
    IReadOnlyList<KeptCertificate> Certificates)
{
    /// <summary>Where he reported, who was named, who took or refused him, in the order in which it happened.</summary>
    public IReadOnlyList<Placement> Placements { get; init; } = [];

    /// <summary>What home and host agreed for it.</summary>
    public IReadOnlyList<AgreedTerms> Agreed { get; init; } = [];

    /// <summary>Who keeps in touch with him, at home and at the host.</summary>
    public NamedContact? HomeContact { get; init; }
    public NamedContact? HostContact { get; init; }

    /// <summary>Reported only after he had left: 补登记.</summary>
    public bool IsLate { get; init; }

    /// <summary>The reader was host once and is no more: he sees his own time, and owes nothing.</summary>
    public bool IsFormer { get; init; }

    /// <summary>Of a guest: how he arrived, and what his home has said of him.</summary>
    public ReportedIn? Arrived { get; init; }
    public HomeWord? HomeWord { get; init; }

    /// <summary>Of a guest: nobody knows his ID number.</summary>
    public bool HasNoNumber { get; init; }

    /// <summary>Of a guest, for the committee: somebody else in this installation has his ID number.</summary>
    public bool IsKnownHere { get; init; }

    /// <summary>Of a guest: what one person recorded and a second one has not confirmed yet.</summary>
    public RecordAsk? Waits { get; init; }

    /// <summary>What of a guest nobody has checked yet.</summary>
    public IEnumerable<string> Unchecked => GuestChecks.Open(Arrived, HomeWord, HasNoNumber);

    /// <summary>The points of the year, where they are counted.</summary>
    public PointsSheet? Points { get; init; }

    public IEnumerable<KeptDuty> Owed(DateOnly today) => Duties.Where(duty => duty.StateOn(today) is DutyState.Open or DutyState.Overdue);

    public IEnumerable<KeptDuty> Coming(DateOnly today) => Duties.Where(duty => duty.StateOn(today) is DutyState.Upcoming);

    public IEnumerable<KeptDuty> Closed(DateOnly today) => Duties.Reverse()
        .Where(duty => duty.StateOn(today) is DutyState.Done or DutyState.DoneLate or DutyState.Moot or DutyState.Waived or DutyState.Missed);
}

/// <summary>One record in the timeline.</summary>
/// <param name="Side">home, host or member: for whom it speaks.</param>
/// <param name="Prose">What it says at length.</param>
/// <param name="Corrects">The record it takes the place of; <paramref name="CorrectedBy"/> the one that took its place.</param>
public sealed record Happening(
    Guid Id, Guid SojournId, DateOnly OnDate, string Type, string Data, DateOnly RecordedOn, string? Side, string? Writer, string? WriterOrg,
    string? Prose, bool Late, Happening.Other? Corrects, Happening.Other? CorrectedBy, bool CanCorrect, bool CanStrike)
{
    public bool Corrected => CorrectedBy is not null;

    /// <summary>The scan of the letter in which a host outside told it.</summary>
    public Guid? Scan { get; init; }

    /// <summary>What it says is not for this reader, only that it happened.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Another record, named by its day; the id of a hidden one stays out of the page.</summary>
    public sealed record Other(Guid Id, DateOnly OnDate)
    {
        public bool IsHidden { get; init; }
    }
}
