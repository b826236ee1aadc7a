using System.Text.Json;

namespace Hongyan.Rules.Certificates;

/// <summary>What a certificate is worth on a day.</summary>
public enum CertificateState
{
    /// <summary>Sealed by the committee, not yet in the member's hands.</summary>
    Sealed,
    Valid,

    /// <summary>Its time is over: it was not audited, or the stay ended by transfer.</summary>
    Expired,
    Lost,

    /// <summary>A newer certificate took its place.</summary>
    Replaced,
    Withdrawn,
}

/// <summary>The days on which a certificate changed hands, and the last day on which it holds.</summary>
public readonly record struct CertificateDays(
    DateOnly? IssuedOn, DateOnly? ValidUntil, DateOnly? LostOn, DateOnly? ReplacedOn, DateOnly? WithdrawnOn)
{
    /// <summary>What took it out of use counts before what merely ran out.</summary>
    public CertificateState StateOn(DateOnly day) =>
        WithdrawnOn <= day ? CertificateState.Withdrawn
        : LostOn <= day ? CertificateState.Lost
        : ReplacedOn <= day ? CertificateState.Replaced
        : !(IssuedOn <= day) ? CertificateState.Sealed
        : ValidUntil < day ? CertificateState.Expired
        : CertificateState.Valid;
}

/// <summary>States in one word, as they stand in texts and on the command line.</summary>
public static class CertificateStates
{
    public static string NameOf(CertificateState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());
}
