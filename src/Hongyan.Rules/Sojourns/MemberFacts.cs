using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>What the rules need to know about the member himself.</summary>
public sealed record MemberFacts
{
    /// <summary>full or probationary; of a guest unknown until somebody says it.</summary>
    public string Status { get; init; } = "full";

    /// <summary>The day of the branch meeting that admitted him as a probationary member.</summary>
    public DateOnly? Joined { get; init; }

    /// <summary>The end of probation when it is not one year after <see cref="Joined"/>. Source: facts §6.</summary>
    public DateOnly? ProbationEnds { get; init; }

    /// <summary>The end of probation, where one can be told. Source: facts §6.</summary>
    [JsonIgnore]
    public DateOnly? EndOfProbation => ProbationEnds ?? Joined?.AddYears(1);

    /// <summary>Category for dues: employee, annual-salary, self-employed, retired, farmer, student, jobless.</summary>
    public string Category { get; init; } = "employee";

    /// <summary>Studying abroad: contacted less often.</summary>
    public bool Abroad { get; init; }

    /// <summary>A rural member transfers his registration only when he wishes it.</summary>
    public bool Rural { get; init; }

    /// <summary>Nobody here has seen his ID number.</summary>
    public bool IdentityOpen { get; init; }

    /// <summary>Of a guest: another one has his name, and nothing tells them apart.</summary>
    public bool MaybeSame { get; init; }

    /// <summary>Of a guest: another one showed a certificate with the same number.</summary>
    public bool CertificateTwice { get; init; }

    /// <summary>The day on which phone and address were last confirmed, when known.</summary>
    public DateOnly? DetailsOn { get; init; }
}
