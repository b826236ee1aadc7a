using Hongyan.Data;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>The figures of an organisation on a day, and what is needed to name those behind them.</summary>
public sealed class SituationFigures
{
    internal SituationFigures(Organization organization, Situation figures, IReadOnlyList<Counted> counted, IReadOnlyList<OneAway> apart) =>
        (Organization, Figures, Counted, Apart) = (organization, figures, counted, apart);

    public Organization Organization { get; }
    public Situation Figures { get; }
    public DateOnly Day => Figures.Day;

    /// <summary>Those whom the database counted.</summary>
    internal IReadOnlyList<Counted> Counted { get; }

    /// <summary>Those who were looked at.</summary>
    internal IReadOnlyList<OneAway> Apart { get; }

    /// <summary>The stays of those in a group who were looked at, by name.</summary>
    internal IReadOnlyList<SojournKey> InGroup(string breakdown, string key) =>
        [.. from person in Figures.People
            where Figures.GroupOf(breakdown, person) == key
            join one in Apart.DistinctBy(one => one.Facts) on person equals one.Facts
            orderby one.Name
            select one.Stay];
}

/// <summary>The situation of an organisation on a day: the figures, and what the records show.</summary>
/// <param name="Problems">The problems of all of them; nothing as long as they have not been told.</param>
/// <param name="ToldAt">When they were told, if not just now.</param>
public sealed record SituationReport(Organization Organization, Situation Figures, IReadOnlyList<ShownProblem>? Problems, DateTimeOffset? ToldAt)
{
    public DateOnly Day => Figures.Day;

    /// <summary>Names of places by their codes.</summary>
    public required IReadOnlyDictionary<string, string> Regions { get; init; }

    /// <summary>What went between the organisation and others outside in that year.</summary>
    public required OutsideTraffic Traffic { get; init; }
}

/// <summary>Somebody away who was looked at.</summary>
internal sealed record OneAway(SojournKey Stay, string Name, FloatingPerson Facts);

/// <summary>A floating member by name.</summary>
/// <param name="Facts">What the figures take from him.</param>
/// <param name="Name">His name.</param>
/// <param name="Home">The branch of his registration, to be read by HomeName.</param>
/// <param name="Place">Where he lives, in words; nothing when unknown.</param>
public sealed record PersonAway(FloatingPerson Facts, string Name, string? Home, string? Place);

/// <summary>One kind of problem, and how many people's records show it.</summary>
public sealed record ShownProblem(string Kind, int People, IReadOnlyList<string> Clauses);
