using System.Text.Json.Serialization;

namespace Hongyan.Rules.Engine;

/// <summary>One thing that a party of a case told. What all records of its type share stands in its <see cref="RecordType"/>.</summary>
public abstract record PartyEvent : CaseEvent
{
    /// <summary>The property that says which side tells it, as types of records name it.</summary>
    public const string SideName = "by";

    /// <summary>The side that tells it.</summary>
    [JsonRequired]
    public string By { get; init; } = "";

    /// <summary>The letter by which a party outside said it; nothing of what was written here.</summary>
    public LetterSlip? Letter { get; init; }

    /// <summary>The state it leads to from the present one; nothing when it moves nothing.</summary>
    public virtual string? Into(CaseStory before)
    {
        foreach (var step in before.Kind.Book.Of(this).Steps)
        {
            if (step.From == before.State)
                return step.Into;
        }
        return null;
    }

    /// <summary>Why it cannot happen although its type could in this state; nothing when it can.</summary>
    public virtual Refusal? RefusalIn(CaseStory before) => null;

    /// <summary>The member whom it is about and who may read it; nothing when it is about nobody.</summary>
    public virtual Guid? AboutMember() => null;

    /// <summary>The same with what follows from what was told before and nobody types: the number and the hash of a version.</summary>
    public virtual PartyEvent Completed(CaseStory before) => this;

    /// <summary>What the case is called from then on; nothing when it says nothing of that.</summary>
    public virtual string? NewTitle() => null;

    /// <summary>The names of the fields without which nobody may write it now. Case files may leave them out.</summary>
    public virtual IEnumerable<string> MissingEvidence() => [];
}

/// <summary>A letter of a party outside, as it was filed here.</summary>
/// <param name="File">Its scan.</param>
public sealed record LetterSlip(string Number, DateOnly On, FiledPaper? File = null);

/// <summary>A file that is kept with a case.</summary>
/// <param name="Sha256">In hexadecimal digits: whoever has the file can see that it is the same.</param>
public sealed record FiledPaper(Guid Id, string Name, string Sha256);
