using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>The lists of people that a feature gives, said in its manifest.</summary>
internal interface IGivesLists
{
    IReadOnlyList<PeopleList> Lists { get; }

    /// <summary>Which of them stand on the first page, for whom.</summary>
    IReadOnlyList<Waiting> Waiting { get; }
}

/// <summary>All lists there are, in the order in which they stand beside each other.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<PeopleList> All { get; } = [.. Manifests.Giving<IGivesLists>().SelectMany(one => one.Lists)];

    /// <summary>The list of an address, or nothing.</summary>
    public static PeopleList? At(string? address) => All.FirstOrDefault(list => list.Address.Equals(address, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<PeopleList> For(Actor actor) => All.Where(list => actor.Can(list.Policy));

    /// <summary>What somebody of a role looks at in the morning.</summary>
    public static IReadOnlyList<Waiting> WaitingFor(string? role) =>
        [.. Manifests.Giving<IGivesLists>().SelectMany(one => one.Waiting).Where(one => one.Roles.Contains(role))];
}
