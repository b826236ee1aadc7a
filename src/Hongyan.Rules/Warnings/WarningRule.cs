using System.Reflection;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>One kind of warning about a sojourn that is under way.</summary>
public abstract class WarningRule
{
    protected WarningRule(string kind)
    {
        Kind = kind;
        Clauses = GetType().GetCustomAttribute<ClauseAttribute>()?.Ids ?? [];
    }

    public string Kind { get; }
    public IReadOnlyList<string> Clauses { get; }

    /// <summary>The warning on the day as of which the story is told, or nothing.</summary>
    public abstract Warning? In(Story story);

    protected Warning Warn(DateOnly since, DateOnly? reachedOn = null) => new(Kind, since, reachedOn, Clauses);
}
