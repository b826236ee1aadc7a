using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;

namespace Hongyan.Features.Import.Checks;

/// <summary>Rows of members who went away: each opens a sojourn at home.</summary>
internal static class OutflowRows
{
    public static async Task<(List<JudgedRow> Rows, GuestHomes Hosts)> JudgeAsync(
        RosterContext context, Roster roster, DateOnly on, List<Problem> problems, List<UnknownNumber> unknown, CancellationToken cancellation)
    {
        var (db, branches) = (context.Db, context.Branches);
        var rows = roster.Rows.Select(row => new RowChecks(roster, row, on, problems)).ToList();
        var said = rows.ConvertAll(row => Read(row, branches, context.Places));
        var people = await People.LoadAsync(db, context.Secrets, said.ConvertAll(one => one.Person), branches.Into, unknown, cancellation);

        var repeated = new RepeatedSojourns();
        var members = rows.Zip(said, (row, one) => Match(row, one, people, repeated)).ToList();
        var known = members.Zip(said).Where(one => one.First is not null).Select(one => (one.First!, one.Second)).ToList();
        var sojourns = await SojournsOf.LoadAsync(db, known, cancellation);
        var hosts = await OutflowHosts.LoadAsync(context, rows, said, cancellation);
        return ([.. rows.Select((row, place) => row.Judge(members[place] is { } member ? Decide(row, said[place], member, sojourns, hosts) : null))],
            hosts.Entries);
    }

    private static SojournSaid Read(RowChecks row, Branches branches, PlaceCodes places)
    {
        row.Required(Fields.Departed);
        return SojournSaid.Read(row, branches, places);
    }

    private static Member? Match(RowChecks row, SojournSaid said, People people, RepeatedSojourns repeated)
    {
        repeated.Check(row, said);
        if (row.IsRejected || people.Match(row, said.Person, said.Person.Branch?.Path) is not { } member) return null;
        repeated.Check(row, said, member);
        if (member.HomePath != said.Person.Branch?.Path) row.Note(Fields.Branch, ProblemCode.OtherBranch);
        return row.IsRejected ? null : member;
    }

    private static SojournChange? Decide(RowChecks row, SojournSaid said, Member member, SojournsOf sojourns, OutflowHosts hosts)
    {
        var same = sojourns.SameAs(member.Id, said);
        if (same is null && sojourns.Against(member.Id, said) is { } other)
        {
            row.Reject(Fields.Departed, ProblemCode.AlreadyAway, other.EndedOn is null ? null : "overlap", other.DepartedOn.ToString("yyyy-MM-dd"),
                other.EndedOn?.ToString("yyyy-MM-dd") ?? "");
            return null;
        }
        var change = new SojournChange(member, same, Host: null, same is null ? hosts.With(row, said) : said, row.On)
        {
            Estimated = same is null ? null : sojourns.EstimateOf(same, said),
        };
        if (change.Corrects)
            row.Note(Fields.Departed, ProblemCode.DepartureCorrected, same!.DepartedOn.ToString("yyyy-MM-dd"), said.Departed!.Value.Day.ToString("yyyy-MM-dd"));
        return change.ChangesNothing ? null : change;
    }
}
