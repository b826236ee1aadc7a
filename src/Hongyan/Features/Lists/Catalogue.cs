using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>All lists there are, in the order in which they stand beside each other.</summary>
internal static class Catalogue
{
    private static readonly IReadOnlyList<PeopleList> All =
    [
        Members.List, Outflow.List, Inflow.List, CertificatesToSeal.List, CertificatesToIssue.List, ArrivalsToPlace.List,
        Refused.List, ProbationEnding.List,
    ];

    public static PeopleList? Named(string? name) => name is null ? Members.List : All.FirstOrDefault(list => list.Name == name);

    public static IEnumerable<PeopleList> For(Actor actor) => All.Where(list => actor.Can(list.Policy));
}
