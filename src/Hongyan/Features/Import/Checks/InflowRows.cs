using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;

namespace Hongyan.Features.Import.Checks;

/// <summary>
/// Rows of members who came from elsewhere and are placed in a branch here. A sojourn belongs to a member who is registered in this
/// installation: whoever is not is rejected, until his home is registered and has written him in.
/// </summary>
internal static class InflowRows
{
    public static async Task<List<JudgedRow>> JudgeAsync(
        HongyanDb db, Secrets secrets, PlaceCodes places, Branches branches, Roster roster, DateOnly on, List<Problem> problems, List<UnknownNumber> unknown,
        CancellationToken cancellation)
    {
        var rows = roster.Rows.Select(row => new RowChecks(roster, row, on, problems)).ToList();
        var said = rows.ConvertAll(row => Read(row, branches, places));
        var people = await People.LoadAsync(db, secrets, said.ConvertAll(one => one.Person), within: null, unknown, cancellation);

        var repeated = new RepeatedSojourns();
        var members = rows.Zip(said, (row, one) => Match(row, one, people, repeated)).ToList();
        var known = members.Zip(said).Where(one => one.First is not null).Select(one => (one.First!, one.Second)).ToList();
        var sojourns = await SojournsOf.LoadAsync(db, known, cancellation);
        return rows.Select((row, place) => row.Judge(members[place] is { } member ? Decide(row, said[place], member, sojourns) : null)).ToList();
    }

    private static SojournSaid Read(RowChecks row, Branches branches, PlaceCodes places)
    {
        row.Required(Fields.Arrived);
        return SojournSaid.Read(row, branches, places);
    }

    private static Member? Match(RowChecks row, SojournSaid said, People people, RepeatedSojourns repeated)
    {
        repeated.Check(row, said);
        if (row.IsRejected || people.Match(row, said.Person, branch: null) is not { } member) return null;
        repeated.Check(row, said, member);
        if (member.HomePath == said.Person.Branch?.Path) row.Reject(Fields.Branch, ProblemCode.BranchUnknown, "own-home");
        return row.IsRejected ? null : member;
    }

    private static SojournChange? Decide(RowChecks row, SojournSaid said, Member member, SojournsOf sojourns)
    {
        var host = said.Person.Branch!.Path;
        var same = sojourns.SameAs(member.Id, said) ?? sojourns.Against(member.Id, said);
        if (same is { State: "placed" or "returned" } && same.HostPath is not null && same.HostPath != host)
            row.Reject(Fields.Branch, ProblemCode.AlreadyAway, "other-host");
        var estimated = same is null ? null : sojourns.EstimateOf(same, said);
        if (estimated is null && said.Arrived < same?.DepartedOn)
            row.Reject(Fields.Arrived, ProblemCode.DateOrder, "arrived");
        var change = new SojournChange(member, same, host, said, row.On) { Estimated = estimated };
        return row.IsRejected || change.ChangesNothing ? null : change;
    }
}
