using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>
/// One thing that happened in a sojourn. The same form stands in case files and in the records of the database. Each type says in its own
/// file what one record does; what all records of the type share stands there in its <see cref="RecordType"/>.
/// </summary>
public abstract record SojournEvent : CaseEvent
{
    /// <summary>It is the word of a host outside, which home typed; nothing for what a side of this installation says itself.</summary>
    public Told? Told { get; init; }

    /// <summary>What it changes on the sojourn, beside the step it takes.</summary>
    public virtual void Apply(ISojournState state)
    {
    }

    /// <summary>Takes from the sojourn what it had set, before the sojourn is told again without it.</summary>
    public virtual void TakeBack(ISojournState state)
    {
    }

    /// <summary>Why it cannot happen in the present state although its type could; nothing when it can.</summary>
    public virtual Refusal? RefusalIn(ISojournState state) => null;

    /// <summary>Why it cannot follow from the records although the state would take it; nothing when it can.</summary>
    /// <param name="before">The sojourn without what is being written.</param>
    /// <param name="after">All records with what is being written.</param>
    public virtual Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) => null;

    /// <summary>The same with what follows from the records before it.</summary>
    public virtual SojournEvent Completed(SojournCase before) => this;

    /// <summary>
    /// The least record with what it takes from the certificate that the member has, so that asking beforehand is not refused for want of it.
    /// </summary>
    /// <param name="number">Finds the number of the present certificate.</param>
    public virtual SojournEvent Numbered(Func<string?> number) => this;

    /// <summary>The names of the fields without which nobody may write it now, as in JSON. Case files and imported history may leave them out.</summary>
    /// <param name="briefTopics">The topics that the profile demands of a briefing.</param>
    public virtual IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => [];

    /// <summary>What a guest has to be heard about before this is held of him; nothing for what needs no hearing.</summary>
    public virtual string? HeardOf() => null;

    /// <summary>Whether it takes a second person beside whoever types it, in a stay of which a type was ever recorded as said.</summary>
    /// <param name="ever">All records of the stay, also those that were corrected or struck.</param>
    public virtual bool IsOfTwo(IEnumerable<SojournEvent> ever) => false;

    /// <summary>Where it comes among the records of one day.</summary>
    public virtual int PlaceInDay() => SojournRecords.Book.Of(this).OrderInDay;

    /// <summary>Whether the member himself was heard or seen.</summary>
    public virtual bool IsSignOfLife() => false;

    /// <summary>The text of a letter, a message, an opinion or a report; nothing for records that say nothing at length.</summary>
    public virtual string? Prose() => null;

    /// <summary>The sojourn as the other records told it on this day.</summary>
    protected Story StoryBefore(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        (before with { Events = [.. after.Where(other => !ReferenceEquals(other, this))] }).AsOf(On);

    /// <summary>The fields of which nothing is said.</summary>
    protected static IEnumerable<string> Lacking(params (string Field, object? Value)[] fields) =>
        fields.Where(field => field.Value is null or IReadOnlyList<string> { Count: 0 } || (field.Value is string text && string.IsNullOrWhiteSpace(text)))
            .Select(field => field.Field);
}
