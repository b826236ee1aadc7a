namespace Hongyan.Rules.Clauses;

/// <summary>What a rule computes: clauses by their ids in policy/clauses, or where no clause speaks, a fact of the field.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClauseAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;

    /// <summary>The source of a rule that rests on general party rules, for example "facts §6".</summary>
    public string? Facts { get; init; }
}
