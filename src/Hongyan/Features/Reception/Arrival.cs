using Hongyan.Records;
using Hongyan.Rules.Certificates;

namespace Hongyan.Features.Reception;

/// <summary>What somebody who reports in can say of himself: his name with the number of his certificate, or with the ends of phone and ID number.</summary>
public sealed record Proof(string Name, string? Number, string? PhoneEnd, string? IdTail);

/// <summary>What reception needs to know of somebody who arrives, and no more.</summary>
public sealed record Arrival
{
    public required Guid MemberId { get; init; }
    public required Guid SojournId { get; init; }
    public required string Name { get; init; }
    public required string Sex { get; init; }
    public DateOnly? Born { get; init; }
    public required string Status { get; init; }
    public string? HomePath { get; init; }

    /// <summary>To be read by <see cref="HomeName"/>.</summary>
    public string? Home { get; init; }
    public string? HomePhone { get; init; }
    public string? HostPath { get; init; }
    public required string State { get; init; }
    public required DateOnly DepartedOn { get; init; }
    public string? Reason { get; init; }
    public string? Destination { get; init; }
    public string? Employer { get; init; }
    public string? CertificateNumber { get; init; }

    /// <summary>The certificate of this stay as it is kept; nothing without one.</summary>
    public Guid? CertificateId { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public DateOnly? ValidUntil { get; init; }
    public DateOnly? LostOn { get; init; }
    public DateOnly? ReplacedOn { get; init; }
    public DateOnly? WithdrawnOn { get; init; }

    public int? AgeOn(DateOnly day) => Born is { } born ? day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0) : null;

    /// <summary>What his certificate is worth on a day; nothing without one.</summary>
    public CertificateState? CertificateOn(DateOnly day) =>
        CertificateId is null ? null : new CertificateDays(IssuedOn, ValidUntil, LostOn, ReplacedOn, WithdrawnOn).StateOn(day);
}
