using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Records;

namespace Hongyan.Features.Papers;

/// <summary>A paper about a case of some kinds.</summary>
/// <param name="key">Its name in addresses and texts.</param>
/// <param name="kinds">The names of the kinds.</param>
internal abstract class CasePaper(string key, params string[] kinds)
{
    public string Key => key;

    public bool IsOf(string kind) => kinds.Contains(kind);

    /// <summary>Whether there is anything to put on it.</summary>
    public abstract bool Fits(CaseOnPaper one);

    /// <summary>The records of which each has a paper of its own; nothing when there is one for the case.</summary>
    public virtual IEnumerable<(Guid Id, DateOnly On)> Each(CaseOnPaper one) => [];

    /// <param name="record">The record that it is about, where each has its own; without one, the last of them.</param>
    public abstract Document Make(Words words, CaseOnPaper one, Guid? record);
}

/// <summary>A case as papers read it.</summary>
/// <param name="IsParty">Whether the reader's organisation is a party: only then telephone numbers stand on it.</param>
internal sealed record CaseOnPaper(KeptCase Case, CaseStory Story, IReadOnlyList<PartyHere> Parties,
    IReadOnlyList<(Record Row, PartyEvent Happened)> Records, bool IsParty)
{
    public string NameOf(string side) => Parties.First(party => party.Side == side).Name;

    /// <summary>The record that is asked for, or the last of its type, with its place among them.</summary>
    public T? The<T>(Guid? record)
        where T : PartyEvent => record is { } id ? Records.FirstOrDefault(one => one.Row.Id == id).Happened as T : Story.Last<T>();
}
