using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;

namespace Hongyan.Features.Import.Checks;

/// <summary>Rows of members who went away: each opens a sojourn at home.</summary>
internal static class OutflowRows
{
    public static async Task<List<JudgedRow>> JudgeAsync(HongyanDb db, Secrets secrets, Places places, Branches branches, Roster roster, DateOnly on, List<Problem> problems, CancellationToken cancellation)
    {
        var rows = roster.Rows.Select(row => new RowChecks(roster, row, on, problems)).ToList();
        var said = rows.ConvertAll(row => Read(row, branches, places));
        var people = await People.LoadAsync(db, secrets, said.ConvertAll(one => one.Person), branches.Into, cancellation);

        var repetition = new Repetition();
        var members = rows.Zip(said, (row, one) => Match(row, one.Person, people, repetition)).ToList();
        var sojourns = await SojournsOf.LoadAsync(db, members.OfType<Member>().Select(member => member.Id), cancellation);
        return rows.Select((row, place) => row.Judge(members[place] is { } member ? Decide(row, said[place], member, sojourns) : null)).ToList();
    }

    private static SojournSaid Read(RowChecks row, Branches branches, Places places)
    {
        row.Required(Fields.Departed);
        return SojournSaid.Read(row, branches, places);
    }

    private static Member? Match(RowChecks row, Person person, People people, Repetition repetition)
    {
        repetition.Check(row, person);
        if (row.IsRejected || people.Match(row, person, person.Branch?.Path) is not { } member) return null;
        repetition.Check(row, member.Id);
        if (member.HomePath != person.Branch?.Path) row.Note(Fields.Branch, ProblemCode.OtherBranch);
        return member;
    }

    private static SojournChange? Decide(RowChecks row, SojournSaid said, Member member, SojournsOf sojourns)
    {
        var same = sojourns.Of(member.Id).FirstOrDefault(sojourn => said.Departed!.Value.Agrees(sojourn.DepartedOn));
        if (same is null && sojourns.OpenOf(member.Id) is { } open)
        {
            row.Reject(Fields.Departed, ProblemCode.AlreadyAway, detail: null, open.DepartedOn.ToString("yyyy-MM-dd"));
            return null;
        }
        var change = new SojournChange(member, same, Host: null, said, row.On);
        return change.ChangesNothing ? null : change;
    }
}
