using Hongyan.Records;

namespace Hongyan.Features.Batch;

/// <summary>One person's line in the table.</summary>
/// <param name="Left">Why nothing can be saved for him.</param>
/// <param name="About">What stands beside his name.</param>
/// <param name="OwnText">The key of the heading over his exceptions.</param>
public sealed record ShownPerson(Person Person, BatchContent Content, Left? Left, string About, string OwnText)
{
    public Guid Id => Person.Stay.Id;

    public BatchLine Line => Content.LineOf(Id);

    public RecordInput Input => Person.Filled(Line.Values);

    /// <summary>Whether something of his stands otherwise than for all.</summary>
    public bool IsException => Line.Missed || Line.Values.Keys.Any(name => !Content.IsOwn(name));

    internal FieldsShown Own => Shown with
    {
        Which = one => Content.IsOwn(one.Name) && !one.IsForUnless, HasDay = false, HasNote = Content.IsOwn(RecordInput.Note), HasFixed = true,
    };

    internal FieldsShown Exceptions => Shown with
    {
        Which = one => !Content.IsOwn(one.Name) || one.IsForUnless, HasNote = !Content.IsOwn(RecordInput.Note), HasFixed = false, IsException = true,
    };

    private FieldsShown Shown => new()
    {
        NameOf = name => BatchContent.NameOf(Id, name), IsStrict = false, Of = Person.Name,
        Rows = Content.Form.FieldsForMany.Any(one => one.Longest > RecordForm.LongestProse) ? 10 : 2,
    };
}
