using System.Globalization;

namespace Hongyan.Features.Scale;

/// <summary>Plans the stays of a member one after the other: many short, few long, the last one often still going on.</summary>
internal sealed class SojournPlanner(Order order, OrganizationTree tree)
{
    private const double UsualDays = 300;
    private const int Between = 20;

    /// <summary>The earliest first.</summary>
    public IReadOnlyList<Plan> Of(int member, int branch, SeededRandom random)
    {
        var count = order.StaysOf(member);
        var departures = Enumerable.Range(0, count).Select(_ => Departure(random)).Order().ToList();
        for (var stay = count - 2; stay >= 0; stay--)
        {
            if (departures[stay].AddDays(3 * Between) > departures[stay + 1])
                departures[stay] = departures[stay + 1].AddDays(-3 * Between);
        }
        return [.. departures.Select((departs, stay) =>
        {
            var end = departs.AddDays(1 + random.Days(UsualDays));
            if (stay < count - 1 && end > departures[stay + 1].AddDays(-Between))
                end = departures[stay + 1].AddDays(-Between);
            return new Plan(departs, end < order.Today ? end : null, random.Chance(0.55) ? HostOf(branch, random) : null, random.Chance(0.78),
                NumberOf(branch, member, stay), end >= order.Today && Signs(OrganizationTree.Above(tree.Branches[branch])));
        })];
    }

    // Every fourth town signs codes, the others seal on paper.
    private static bool Signs(string town) => (town[^1] - '0') % 4 == 1;

    // More of them lately; one in forty has yet to leave.
    private DateOnly Departure(SeededRandom random) => random.Chance(0.025)
        ? order.Today.AddDays(random.Between(1, 25))
        : order.Today.AddDays(-(int)(365.0 * order.Years * Math.Pow(random.Share(), 1.3)));

    // A few places take many in.
    private string HostOf(int home, SeededRandom random)
    {
        var host = (int)(tree.Branches.Count * Math.Pow(random.Share(), 2.5));
        return tree.Branches[host == home ? (host + 1) % tree.Branches.Count : host];
    }

    private string NumberOf(int branch, int member, int stay) => Prefix(OrganizationTree.Above(tree.Branches[branch]))
        + ((member * 4L) + stay + 1).ToString("00000000", CultureInfo.InvariantCulture);

    /// <summary>Of the certificates of a town.</summary>
    public static string Prefix(string town) => "SF" + town[4..].Replace(".", "", StringComparison.Ordinal);
}
