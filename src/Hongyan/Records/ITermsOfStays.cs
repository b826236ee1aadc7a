using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>What home and host agreed for stays in place of their policies. A feature gives it in its manifest.</summary>
internal interface IGivesTerms
{
    ITermsOfStays TermsIn(HongyanDb db);
}

/// <summary>Lasts as long as the context: it reads once, however many stays are asked for.</summary>
internal interface ITermsOfStays
{
    /// <summary>Adds what it asks to queries that are sent together, unless it has been asked.</summary>
    void AskWith(QueryBatch batch);

    /// <summary>Where two set the same on a day, the first wins.</summary>
    Task<IReadOnlyList<AgreedTerms>> OfAsync(Member member, Sojourn sojourn, IReadOnlyList<SojournEvent> events, CancellationToken cancellation);
}

/// <summary>What a feature shows of a stay, said in its manifest: partial pages.</summary>
internal interface IShowsStays
{
    /// <summary>Among the facts of a stay on the page of its member; its model is (what was agreed for it, today).</summary>
    string StayPart { get; }

    /// <summary>On the member's own page; it has no model.</summary>
    string MemberPart { get; }
}

/// <summary>What a feature does when a record of a case was written, corrected or taken back, in the same transaction. Said in its manifest.</summary>
internal interface IFollowsCases
{
    Task FollowAsync(HongyanDb db, IReadOnlyList<PartyHere> parties, CaseTold before, CaseTold after, DateOnly today, CancellationToken cancellation);
}
