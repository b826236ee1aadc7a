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
    public static async Task<List<JudgedRow>> JudgeAsync(HongyanDb db, Secrets secrets, Places places, Branches branches, Roster roster, DateOnly on, List<Problem> problems, CancellationToken cancellation)
    {
        var rows = roster.Rows.Select(row => new RowChecks(roster, row, on, problems)).ToList();
        var said = rows.ConvertAll(row => Read(row, branches, places));
        var people = await People.LoadAsync(db, secrets, said.ConvertAll(one => one.Person), within: null, cancellation);

        var repetition = new Repetition();
        var members = rows.Zip(said, (row, one) => Match(row, one.Person, people, repetition)).ToList();
        var sojourns = await SojournsOf.LoadAsync(db, members.OfType<Member>().Select(member => member.Id), cancellation);
        return rows.Select((row, place) => row.Judge(members[place] is { } member ? Decide(row, said[place], member, sojourns) : null)).ToList();
    }

    private static SojournSaid Read(RowChecks row, Branches branches, Places places)
    {
        row.Required(Fields.Arrived);
        return SojournSaid.Read(row, branches, places);
    }

    private static Member? Match(RowChecks row, Person person, People people, Repetition repetition)
    {
        repetition.Check(row, person);
        if (row.IsRejected || people.Match(row, person, branch: null) is not { } member) return null;
        repetition.Check(row, member.Id);
        if (member.HomePath != person.Branch?.Path) return member;
        row.Reject(Fields.Branch, ProblemCode.BranchUnknown, "own-home");
        return null;
    }

    private static SojournChange? Decide(RowChecks row, SojournSaid said, Member member, SojournsOf sojourns)
    {
        var host = said.Person.Branch!.Path;
        var begun = said.Departed?.Day ?? said.Arrived!.Value;
        var open = sojourns.OpenOf(member.Id);
        var same = open ?? sojourns.Of(member.Id).FirstOrDefault(sojourn => sojourn.HostPath == host && sojourn.DepartedOn == begun);
        if (open is { State: "placed" } && open.HostPath is not null && open.HostPath != host)
            row.Reject(Fields.Branch, ProblemCode.AlreadyAway, "other-host");
        if (open is not null && said.Arrived < open.DepartedOn)
            row.Reject(Fields.Arrived, ProblemCode.DateOrder, "arrived");
        var change = new SojournChange(member, same, host, said, row.On);
        return row.IsRejected || change.ChangesNothing ? null : change;
    }
}
