using Hongyan.Data;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>The situation of an organisation on a day: the figures, the people behind them, and what their records show.</summary>
public sealed record SituationReport(Organization Organization, Situation Figures, IReadOnlyList<PersonAway> People, IReadOnlyList<ShownProblem> Problems)
{
    public DateOnly Day => Figures.Day;

    /// <summary>The people of one group, for example those under "sex" and "male".</summary>
    public IReadOnlyList<PersonAway> InGroup(string breakdown, string key) =>
        [.. from fact in Figures.People
            where Figures.GroupOf(breakdown, fact) == key
            join person in People on fact equals person.Facts
            orderby person.Name
            select person];
}

/// <summary>A floating member by name.</summary>
/// <param name="Facts">What the figures take from him.</param>
/// <param name="Name">His name.</param>
/// <param name="Home">The branch of his registration.</param>
/// <param name="Place">Where he lives, in words; nothing when unknown.</param>
public sealed record PersonAway(FloatingPerson Facts, string Name, string Home, string? Place);

/// <summary>One kind of problem and the people whose records show it, the longest first.</summary>
public sealed record ShownProblem(string Kind, IReadOnlyList<string> Clauses, IReadOnlyList<(PersonAway Person, DateOnly Since)> People);
