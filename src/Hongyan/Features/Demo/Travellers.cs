using Hongyan.Data;

namespace Hongyan.Features.Demo;

/// <summary>Chooses who goes away: people of working age from every branch, nobody twice.</summary>
internal sealed class Travellers(IReadOnlyList<Member> members, DateOnly today)
{
    /// <summary>The stay whose member studies abroad.</summary>
    private const int Abroad = 8;

    private readonly Dictionary<string, List<Member>> waiting = members
        .Where(member => member.Born > today.AddYears(-58) && member is { Status: "full", Category: not "retired" })
        .GroupBy(member => member.HomePath!)
        .ToDictionary(group => group.Key, group => group.OrderBy(member => Draw.For("away", member.Phone).Next()).ToList());

    public Member Next(PlannedSojourn stay, int number)
    {
        var waitingHere = waiting[HomeOf(stay, number)];
        var member = stay.ProbationEnds is null ? waitingHere[0] : waitingHere.MaxBy(member => member.Born)!;
        waitingHere.Remove(member);
        if (stay.ProbationEnds is { } days)
            People.OnProbation(member, today.AddDays(days));
        member.Abroad = number == Abroad;
        return member;
    }

    // 5 has no factor in common with the number of branches, so that every branch has its turn; nobody is his own host.
    private static string HomeOf(PlannedSojourn stay, int number)
    {
        var turn = number * 5 % DemoOrganizations.Homes.Count;
        var home = stay.Home ?? DemoOrganizations.Homes[turn];
        return stay.Home is null && (home == DemoOrganizations.HomeBranch || (home == DemoOrganizations.HostBranch && stay.Host == HostKind.HostBranch))
            ? DemoOrganizations.Homes[turn + 1]
            : home;
    }
}
