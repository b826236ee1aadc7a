using Hongyan.Data;

namespace Hongyan.Records;

/// <summary>What a feature adds to a record of a case before it is written, such as figures of its day. Said in its manifest.</summary>
internal interface ICompletesRecords
{
    /// <param name="before">The case as it was before the record.</param>
    Task<PartyEvent> CompleteAsync(
        HongyanDb db, KeptCase one, IReadOnlyList<PartyHere> parties, CaseStory before, PartyEvent happened, CancellationToken cancellation);
}
