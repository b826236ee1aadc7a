using Hongyan.Records;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Batch;

/// <summary>
/// What is special about one type of record when it is written for many, beyond what the type says itself. Most types have none; a feature
/// that has one registers it among its services.
/// </summary>
public abstract class ManyOf(string type)
{
    public string Type { get; } = type;

    /// <summary>What is asked once beyond the fields of the record.</summary>
    public virtual IReadOnlyList<RecordField> Common => [];

    /// <summary>Reads what it needs of all, in a few statements.</summary>
    public virtual Task KnowAsync(IReadOnlyList<Person> people, BatchContent content, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Fills the choices of one, who has fields that only others know.</summary>
    public virtual void Offer(Person person, BatchContent content, RecordInput form)
    {
    }

    /// <summary>What stands in an empty form, for all and for one.</summary>
    public virtual void Preset(Person person, BatchContent content, BatchLine line)
    {
    }

    /// <summary>Why nothing can be written for him, whatever it says.</summary>
    public virtual Refusal? RefusalOf(Person person, BatchContent content) => null;

    /// <summary>Why somebody has to think about him: he is not written with the others. Keys of the texts of this folder.</summary>
    public virtual IReadOnlyList<string> FlagsOf(Person person, BatchContent content) => [];

    /// <summary>The form for him alone.</summary>
    public virtual string? SinglyOf(Person person, BatchContent content, string back) => null;

    /// <summary>What stands beside his name in place of his branch.</summary>
    public virtual string? About(Person person, BatchContent content) => null;

    /// <summary>What is wrong with what was typed beyond its form: a field and a sentence.</summary>
    public virtual IEnumerable<(string Field, string Sentence)> Wrong(Person person, BatchContent content, SojournEvent happened) => [];

    /// <summary>What is written, with what no field says.</summary>
    public virtual SojournEvent Finished(Person person, BatchContent content, SojournEvent happened) => happened;
}
