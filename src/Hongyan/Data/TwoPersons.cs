namespace Hongyan.Data;

/// <summary>A second person has confirmed an appointment; without it nobody works in it.</summary>
public sealed class AppointmentConfirmation
{
    public required Guid AppointmentId { get; init; }

    /// <summary>Nobody when the first set-up made it, or it was there before two persons were asked for.</summary>
    public Guid? ConfirmedBy { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }
}

/// <summary>
/// Somebody asked for what one person alone may not do with an account: a new link, an identity elsewhere, its factors forgotten, the account of
/// an auditor closed or his appointment ended. Another person confirms it.
/// </summary>
public sealed class LinkRequest
{
    public const string Link = "link", Identity = "identity", Factors = "factors", Closing = "closing", Ending = "ending";

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public string Kind { get; init; } = Link;
    public required Guid AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string Reason { get; init; }

    /// <summary>The identity that is to lead into the account.</summary>
    public string? Provider { get; init; }
    public string? Subject { get; init; }

    /// <summary>The appointment that is to end.</summary>
    public Guid? AppointmentId { get; init; }
    public Guid? ConfirmedBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When a second person said that nothing shall come of it.</summary>
    public DateTimeOffset? DeclinedAt { get; set; }

    /// <summary>When the owner of the account has read of it.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}
