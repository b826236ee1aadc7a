using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>All lists there are, in the order in which they stand beside each other.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<PeopleList> All { get; } =
    [
        Members.List, Outflow.List, Inflow.List, CertificatesToSeal.List, CertificatesToIssue.List, ArrivalsToPlace.List,
        Letters.List, TransfersUnderWay.List, Refused.List, ProbationEnding.List,
    ];

    /// <summary>The list of an address, or nothing.</summary>
    public static PeopleList? At(string? address) => All.FirstOrDefault(list => list.Address.Equals(address, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<PeopleList> For(Actor actor) => All.Where(list => actor.Can(list.Policy));
}
