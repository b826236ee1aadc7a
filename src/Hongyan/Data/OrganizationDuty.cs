using Hongyan.Rules.Duties;

namespace Hongyan.Data;

/// <summary>A duty of an organisation for a year: what it owes for itself, and when and by whom it was said to be done.</summary>
public sealed class OrganizationDuty
{
    public required string OrgPath { get; init; }
    public required string Kind { get; init; }
    public required string Period { get; init; }
    public required string OwedBy { get; init; }
    public required DateOnly OpensOn { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateOnly? DoneOn { get; set; }
    public string? Note { get; set; }
    public required string[] Clauses { get; init; }

    /// <summary>The profile, in the versions of its layers, that gave it its dates.</summary>
    public required string Profile { get; init; }
    public Guid? AccountId { get; set; }
    public DateTimeOffset? RecordedAt { get; set; }

    public DutyState StateOn(DateOnly day) => new DutyDates(OpensOn, DueOn, DoneOn, DoneOn > DueOn ? DoneOn : null).StateOn(day);
}
