using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>
/// Rows of people who came from elsewhere and are placed here. Whoever is registered within reach has a sojourn of his home; anybody else is a guest,
/// whose home is outside this installation. Of members beyond reach nothing is told.
/// </summary>
internal sealed class InflowRows(People people, GuestHomes homes)
{
    private readonly RepeatedSojourns repeated = new();

    public static async Task<(List<JudgedRow> Rows, GuestHomes Homes)> JudgeAsync(
        RosterContext context, Roster roster, DateOnly on, List<Problem> problems, List<UnknownNumber> unknown, CancellationToken cancellation)
    {
        var rows = roster.Rows.Select(row => new RowChecks(roster, row, on, problems)).ToList();
        var said = rows.ConvertAll(row => Read(row, context));
        List<Person> persons = said.ConvertAll(one => one.Stay.Person);
        var people = await People.LoadAsync(context.Db, context.Secrets, persons, within: null, unknown, cancellation);
        var inSight = await GuestsInSight.LoadAsync(context.Db, context.Secrets, context.Branches, persons, said.Select(one => one.Phone), cancellation);
        unknown.RemoveAll(one => inSight.Knows(one.Digits));
        var homes = await GuestHomes.LoadAsync(context.Db, context.Policy, said.Select(one => one.Home), context.Homes, cancellation);
        var (judged, guests) = (new InflowRows(people, homes), new GuestRows(context.Secrets, context.Branches, inSight, homes));

        var members = rows.Zip(said, (row, one) => judged.Match(row, one, inSight)).ToList();
        var known = members.Zip(said).Where(one => one.First is not null).Select(one => (one.First!, one.Second.Stay)).ToList();
        var sojourns = await SojournsOf.LoadAsync(context.Db, known, cancellation);
        var names = await NamesAsync(context.Db, known.Select(one => one.Item1), cancellation);
        return (rows.Select((row, place) => row.Judge(row.IsRejected ? null
            : members[place] is { } member ? judged.Decide(row, said[place], member, sojourns, names)
            : guests.Decide(row, said[place]))).ToList(), homes);
    }

    private static GuestSaid Read(RowChecks row, RosterContext context)
    {
        row.Required(Fields.Arrived);
        return GuestSaid.Read(row, context.Branches, context.Places);
    }

    /// <summary>The registered member whom a row means; nothing for a guest, and for a row that is rejected.</summary>
    private Member? Match(RowChecks row, GuestSaid said, GuestsInSight inSight)
    {
        if (row.IsRejected || MemberOf(row, said, inSight) is not { } member) return null;
        repeated.Check(row, said.Stay);
        repeated.Check(row, said.Stay, member);
        if (member.HomePath == said.Host?.Path) row.Reject(Fields.Branch, ProblemCode.BranchUnknown, "own-home");
        return row.IsRejected ? null : member;
    }

    private Member? MemberOf(RowChecks row, GuestSaid said, GuestsInSight inSight)
    {
        var person = said.Stay.Person;
        if (people.ByNumber(person, out _) is { } owner) return people.Match(row, person, branch: null) is { } same && same.Id == owner.Id ? same : null;
        var alike = inSight.Named(person).Where(member => member.HomePath is not null && member.Phone == said.Phone && said.Phone is not null
            && (person.Number is null || member.IdNumber is null)).ToList();
        if (alike is [var only]) return only;
        if (homes.Of(said.Home) is { Here: null }) return null; // he says where else he is registered

        // somebody with another number is somebody else, or one of the two numbers is wrong: both need a person to look
        var named = people.ByName(person, branch: null).Where(member => member.LeftOn is null).ToList();
        var possible = person.Number is null ? named : named.FindAll(member => member.IdNumber is null);
        if (possible is [var found]) return found;
        if (named.Count > 0) row.Reject(Fields.Name, ProblemCode.MemberUnknown, possible.Count > 1 ? "ambiguous" : "other-number");
        return null;
    }

    private static async Task<Dictionary<string, string>> NamesAsync(HongyanDb db, IEnumerable<Member> members, CancellationToken cancellation)
    {
        List<string> paths = [.. members.Select(member => member.HomePath).OfType<string>().SelectMany(Superiors).Distinct()];
        return await db.Organizations.AsNoTracking().Where(one => paths.Contains(one.Path)).ToDictionaryAsync(one => one.Path, one => one.Name, cancellation);
    }

    /// <summary>An organisation and those above it.</summary>
    private static IEnumerable<string> Superiors(string path)
    {
        for (var end = path.Length; end > 0; end -= ".000".Length) yield return path[..end];
    }

    private SojournChange? Decide(RowChecks row, GuestSaid said, Member member, SojournsOf sojourns, Dictionary<string, string> names)
    {
        var host = said.Host!.Path;
        var stay = said.Stay;
        var same = sojourns.SameAs(member.Id, stay) ?? sojourns.Against(member.Id, stay);
        if (same is { State: "placed" or "returned" } && same.HostPath is not null && same.HostPath != host)
            row.Reject(Fields.Branch, ProblemCode.AlreadyAway, "other-host");
        var estimated = same is null ? null : sojourns.EstimateOf(same, stay);
        if (estimated is null && stay.Arrived < same?.DepartedOn)
            row.Reject(Fields.Arrived, ProblemCode.DateOrder, "arrived");
        var change = new SojournChange(member, same, host, stay, row.On) { Estimated = estimated, OtherHome = OtherHome(row, said, member, names) };
        return row.IsRejected || change.ChangesNothing ? null : change;
    }

    /// <summary>The home that a row names when it is none of his: he is registered here, and his branch is told what was said elsewhere.</summary>
    private string? OtherHome(RowChecks row, GuestSaid said, Member member, Dictionary<string, string> names)
    {
        if (homes.Of(said.Home) is not { } named) return null;
        var own = Superiors(member.HomePath!).Select(path => names.GetValueOrDefault(path)).OfType<string>().ToList();
        var key = Plain.OrganizationKey(named.Name);
        if (own.Exists(name => Plain.OrganizationKey(name) is var one && (one == key || one.EndsWith(key, StringComparison.Ordinal)))) return null;
        row.Note(Fields.Home, ProblemCode.HomeDiffers, own.FirstOrDefault() ?? "");
        return named.Name;
    }
}
