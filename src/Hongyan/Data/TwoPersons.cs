namespace Hongyan.Data;

/// <summary>A second person has confirmed an appointment; without it nobody works in it.</summary>
public sealed class AppointmentConfirmation
{
    public required Guid AppointmentId { get; init; }

    /// <summary>Nobody when the first set-up made it, or it was there before two persons were asked for.</summary>
    public Guid? ConfirmedBy { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }
}

/// <summary>Somebody asked that an account in use get a new link; another person confirms it and hands the link over.</summary>
public sealed class LinkRequest
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string Reason { get; init; }
    public Guid? ConfirmedBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When the owner of the account has read of it.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}
