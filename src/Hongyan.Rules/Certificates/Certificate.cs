using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Certificates;

/// <summary>One activity certificate as the records of its sojourn tell it.</summary>
/// <param name="Id">The record it began with, whatever corrected that record later.</param>
public sealed record Certificate(Guid Id)
{
    public string? Number { get; init; }
    public DateOnly? SealedOn { get; init; }

    /// <summary>The committee's seal names the number, so the committee can sign a code for it.</summary>
    public bool SealNamesNumber { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public DateOnly? LostOn { get; init; }
    public DateOnly? PresentedOn { get; init; }
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>The registration went elsewhere or the member stayed: nobody holds this certificate any more.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The branch issued another number than a roster had named.</summary>
    public DateOnly? ReplacedOn { get; init; }

    /// <summary>Known from a roster only: the number, and that he left with it.</summary>
    public bool FromRoster { get; init; }

    public IReadOnlyList<CertificateAudited> Audits { get; init; } = [];

    public bool IsOver => (LostOn ?? WithdrawnOn ?? EndedOn ?? ReplacedOn) is not null;
}

/// <summary>Why the records cannot be so: a key of the texts, the clause, and what the sentence names.</summary>
public sealed record CertificateRefusal(string Key, string Clause, DateOnly? On = null);
