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
        var turns = new List<(DateOnly On, string? At, bool IsPlaced)>();
        string? at = null;
        foreach (var happened in events.Where(happened => Rank(happened) > 0).OrderBy(happened => happened.On).ThenBy(Rank))
        {
            at = happened switch
            {
                HostChanged => null,
                ReportedIn { Organization: { } host } => host,
                BranchNamed named => named.Organization,
                Placed { Organization: { } host } => host,
                _ => at,
            };
            if (happened is Placed && !(turns is [.., { IsPlaced: true } last] && (last.On == happened.On || (at is not null && last.At == at))))
                turns.Add((happened.On, at, true));
            else if (happened is HostChanged && turns is [.., { IsPlaced: true }])
                turns.Add((happened.On, null, false)); // the host before answers for no day more, and another has not placed him yet
        }
        var isFirst = true;
        return [.. turns.Select((one, index) => (One: one, Next: index + 1 < turns.Count ? turns[index + 1].On : (DateOnly?)null))
            .Where(turn => turn.One.IsPlaced).Select(turn =>
        {
            var (one, next) = turn;
            var first = isFirst;
            isFirst = false;
            return new Hosting(
                new Span(one.On, next?.AddDays(-1) ?? end),
                first ? null : one.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                next is null ? null : one.At,
                next);
        })];
    }

    // On one day another host is learned of, he reports, a branch is named and he is placed, in this order.
    private static int Rank(SojournEvent happened) => happened switch
    {
        HostChanged => 1,
        ReportedIn => 2,
        BranchNamed => 3,
        Placed => 4,
        _ => 0,
    };
}
