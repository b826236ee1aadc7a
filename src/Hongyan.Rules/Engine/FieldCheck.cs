namespace Hongyan.Rules.Engine;

/// <summary>What was typed into a form, by field; nothing for what was left empty.</summary>
/// <param name="IsUnless">Whether the second button of the form was used.</param>
public sealed record TypedFields(Func<string, string?> Of, bool IsUnless, DateOnly Today)
{
    public string? this[string field] => Of(field);
}

/// <summary>A field that is wrong, and the key of the sentence that says why.</summary>
public readonly record struct FieldProblem(string Field, string Error);

/// <summary>What a type demands of its fields beyond their kinds: while it is typed, so that all that is wrong is told at once.</summary>
public delegate IEnumerable<FieldProblem> FieldCheck(TypedFields typed);
