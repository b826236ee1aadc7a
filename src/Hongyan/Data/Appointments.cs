namespace Hongyan.Data;

/// <summary>As what somebody works, for which organisation, from when to when. A person may have several; a session works in one of them.</summary>
public sealed class Appointment
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Role { get; init; }

    /// <summary>The top of what he sees; members and administrators have none.</summary>
    public string? OrgPath { get; init; }
    public required DateOnly FromOn { get; init; }

    /// <summary>The last day; without one it goes on. The day before the first when it was taken back at once.</summary>
    public DateOnly? UntilOn { get; set; }
    public Guid? MadeBy { get; init; }
}
