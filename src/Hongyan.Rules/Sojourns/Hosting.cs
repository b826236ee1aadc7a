using Hongyan.Rules.Calendar;

namespace Hongyan.Rules.Sojourns;

/// <summary>The days for which one host branch answers: from a placement to the day before the next, or to the end.</summary>
/// <param name="Part">Nothing for the first placement, its day for every further one: tells apart the duties of two hosts.</param>
/// <param name="Organization">The branch; nothing when the records do not name it, or when it is the present host.</param>
/// <param name="ReplacedOn">The day on which another host took him over.</param>
public sealed record Hosting(Span Days, string? Part, string? Organization, DateOnly? ReplacedOn)
{
    /// <summary>Whether something happened before another host took him over.</summary>
    internal bool IsOf(SojournEvent happened) => happened.On >= Days.First && !(happened.On >= ReplacedOn);

    /// <summary>The hosts of a stay that these records tell, without its end.</summary>
    public static IReadOnlyList<Hosting> Of(IReadOnlyList<SojournEvent> events) => In(events, end: null);

    /// <summary>Every placement at another host than before, in the order in which they happened.</summary>
    internal static IReadOnlyList<Hosting> In(IEnumerable<SojournEvent> events, DateOnly? end)
    {
        var placed = new List<(DateOnly On, string? At)>();
        string? at = null;
        foreach (var happened in events.Where(happened => Rank(happened) > 0).OrderBy(happened => happened.On).ThenBy(Rank))
        {
            at = happened switch
            {
                ReportedIn { Organization: { } host } => host,
                BranchNamed named => named.Organization,
                Placed { Organization: { } host } => host,
                _ => at,
            };
            if (happened is Placed && !(placed is [.., var last] && (last.On == happened.On || (at is not null && last.At == at))))
                placed.Add((happened.On, at));
        }
        return [.. placed.Select((one, index) =>
        {
            var next = index + 1 < placed.Count ? placed[index + 1].On : (DateOnly?)null;
            return new Hosting(
                new Span(one.On, next?.AddDays(-1) ?? end),
                index == 0 ? null : one.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                next is null ? null : one.At,
                next);
        })];
    }

    // On one day he reports, a branch is named and he is placed, in this order.
    private static int Rank(SojournEvent happened) => happened switch
    {
        ReportedIn => 1,
        BranchNamed => 2,
        Placed => 3,
        _ => 0,
    };
}
