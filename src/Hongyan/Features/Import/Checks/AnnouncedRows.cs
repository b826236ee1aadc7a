using Hongyan.Data;
using Hongyan.Features.Import.Layout;

namespace Hongyan.Features.Import.Checks;

/// <summary>Rows of a home's own list of those who are going to live here: each is announced to a committee, and confirmed where he is here already.</summary>
internal static class AnnouncedRows
{
    public static async Task<(List<JudgedRow> Rows, GuestHomes Homes)> JudgeAsync(
        RosterContext context, Roster roster, DateOnly on, List<Problem> problems, List<UnknownNumber> unknown, CancellationToken cancellation)
    {
        if (context.Branches.At(context.Branches.Into) is { Kind: not "committee" } other) throw new Reading.UnreadableFile("into-committee", other.Name);
        var rows = roster.Rows.Select(row => new RowChecks(roster, row, on, problems)).ToList();
        var said = rows.ConvertAll(row => GuestSaid.Read(row, context.Branches, context.Places));
        List<Person> persons = said.ConvertAll(one => one.Stay.Person);
        var people = await People.LoadAsync(context.Db, context.Secrets, persons, within: null, unknown, cancellation);
        var guests = await GuestsInSight.LoadAsync(context.Db, context.Secrets, context.Branches, persons, said.Select(one => one.Phone), cancellation);
        unknown.RemoveAll(one => guests.Knows(one.Digits));
        var homes = await GuestHomes.LoadAsync(context.Db, context.Policy, said.Select(one => one.Home), context.Homes, cancellation);
        var judged = new GuestRows(context.Secrets, context.Branches, guests, homes);
        return ([.. rows.Zip(said, (row, one) => row.Judge(Decide(row, one, people, judged)))], homes);
    }

    private static GuestChange? Decide(RowChecks row, GuestSaid said, People people, GuestRows judged)
    {
        if (people.ByNumber(said.Stay.Person, out _) is { LeftOn: null }) row.Reject(Fields.Name, ProblemCode.MemberUnknown, "registered-here");
        return row.IsRejected ? null : judged.Decide(row, said);
    }
}
