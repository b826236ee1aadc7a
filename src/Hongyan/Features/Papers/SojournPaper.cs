using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers;

/// <summary>A paper about one stay.</summary>
/// <param name="key">Its name in addresses and texts.</param>
internal abstract class SojournPaper(string key)
{
    public string Key => key;

    /// <summary>Shows the ID number in full when home asks for it.</summary>
    public virtual bool HasNumber => false;

    /// <summary>Whether there is anything to put on it, for the side the reader stands on.</summary>
    public abstract bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides);

    /// <summary>The records of which each has a paper of its own; nothing when there is one paper for the stay.</summary>
    public virtual IEnumerable<(Guid Id, DateOnly On)> Each(SojournOnPaper stay) => [];

    protected static IEnumerable<(Guid Id, DateOnly On)> Each<T>(SojournOnPaper stay)
        where T : SojournEvent => stay.Records.Where(record => record.Happened is T).Select(record => (record.Id, record.Happened.On));

    public abstract Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation);

    public string NameOf(Words words, SojournOnPaper stay) => string.Join('_', words["paper." + key], stay.Member.Name);
}

/// <param name="Record">The record a letter is about; without one, the last of its kind.</param>
/// <param name="WithNumber">The ID number in full, where the reader is home.</param>
internal sealed record SojournPaperRequest(SojournOnPaper Stay, Guid? Record, bool WithNumber)
{
    public T? The<T>()
        where T : SojournEvent =>
        Record is { } id ? Stay.Records.Where(record => record.Id == id).Select(record => record.Happened).OfType<T>().FirstOrDefault() : Stay.Last<T>();
}
