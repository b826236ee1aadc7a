using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>The registered members whom the rows of a file can mean, loaded at once: by ID number, or by name.</summary>
internal sealed class People
{
    private const int AtOnce = 5_000;
    private readonly Func<string?, bool> reaches;
    private readonly Dictionary<string, Guid> idByNumber = [];
    private readonly Dictionary<Guid, Member> byId = [];
    private ILookup<string, Member> byName = Array.Empty<Member>().ToLookup(member => member.Name);

    private People(Func<string?, bool> reaches) => this.reaches = reaches;

    /// <param name="within">The organisation at or below which members may be meant; null for the whole installation.</param>
    /// <param name="unknown">Gets the numbers of nobody whom the reader sees: whatever the answer says of them has to be counted.</param>
    public static async Task<People> LoadAsync(
        HongyanDb db, Secrets secrets, IReadOnlyCollection<Person> persons, string? within, List<UnknownNumber> unknown, CancellationToken cancellation)
    {
        var (lo, hi) = within is null ? ("", ":") : Branches.Below(within); // ':' follows the digits
        var people = new People(path => path is not null && string.CompareOrdinal(path, lo) >= 0 && string.CompareOrdinal(path, hi) < 0);
        foreach (var some in persons.Select(person => person.Number?.Digits).OfType<string>().Distinct().Chunk(AtOnce))
        {
            var numberOf = some.ToDictionary(number => Convert.ToHexString(secrets.Hash(number)));
            var hashes = numberOf.Keys.Select(Convert.FromHexString).ToArray();
            foreach (var identity in await db.Identities.FromSql($"select * from known_identities({hashes})").AsNoTracking().ToListAsync(cancellation))
                people.idByNumber[numberOf[Convert.ToHexString(identity.Hash)]] = identity.MemberId;
        }
        foreach (var some in people.idByNumber.Values.Distinct().Chunk(AtOnce))
            people.Add(await db.Members.AsNoTracking().Where(m => some.Contains(m.Id)).ToListAsync(cancellation));
        unknown.AddRange(persons.Where(person => person.Number is not null).DistinctBy(person => person.Number!.Digits)
            .Select(person => (person.Number!.Digits, Id: people.idByNumber.TryGetValue(person.Number.Digits, out var id) ? id : (Guid?)null))
            .Where(one => one.Id is not { } id || !people.byId.ContainsKey(id)).Select(one => new UnknownNumber(one.Digits, one.Id is not null)));
        var unmatched = persons.Where(person => person.Name is not null && people.ByNumber(person, out _) is null)
            .ToLookup(person => person.Number is not null);
        foreach (var some in unmatched[false].SelectMany(person => NameForms.Of(person.Name!)).Distinct().Chunk(AtOnce))
        {
            people.Add(await db.Members.AsNoTracking()
                .Where(m => some.Contains(m.Name) && m.HomePath!.CompareTo(lo) >= 0 && m.HomePath.CompareTo(hi) < 0)
                .ToListAsync(cancellation));
        }
        // a number says the day of birth: of a common name that leaves a few
        foreach (var some in unmatched[true]
            .SelectMany(person => NameForms.Of(person.Name!).Select(name => (Name: name, person.Number!.Born)))
            .Distinct()
            .Chunk(AtOnce))
        {
            var (names, days) = (some.Select(one => one.Name).ToArray(), some.Select(one => one.Born).ToArray());
            people.Add(await db.Members
                .FromSql($"select m.* from member m join unnest({names}, {days}) asked (name, born) on m.name = asked.name and m.born = asked.born")
                .AsNoTracking().Where(m => m.HomePath!.CompareTo(lo) >= 0 && m.HomePath.CompareTo(hi) < 0).ToListAsync(cancellation));
        }
        people.byName = people.byId.Values.ToLookup(member => Plain.Name(member.Name));
        return people;
    }

    /// <summary>The owner of an ID number; <paramref name="elsewhere"/> when it is known and its owner out of reach.</summary>
    public Member? ByNumber(Person person, out bool elsewhere)
    {
        elsewhere = false;
        if (person.Number is null || !idByNumber.TryGetValue(person.Number.Digits, out var id)) return null;
        if (byId.TryGetValue(id, out var member) && reaches(member.HomePath)) return member;
        elsewhere = true;
        return null;
    }

    /// <summary>Members of this name and date of birth, in the branch if one is given.</summary>
    public IReadOnlyList<Member> ByName(Person person, string? branch) =>
        person.Name is null ? [] :
        [
            .. byName[person.Name].Where(member =>
                reaches(member.HomePath) && (branch is null || member.HomePath == branch) && person.MayBeBorn(member.Born)),
        ];

    /// <summary>The registered member a row means, or a rejection that says why none.</summary>
    public Member? Match(RowChecks row, Person person, string? branch)
    {
        if (ByNumber(person, out var elsewhere) is { } owner)
        {
            if (owner.LeftOn is not null) return None(row, "left");
            return Plain.Name(owner.Name) == person.Name ? owner : None(row, "other-name");
        }
        if (elsewhere) return None(row, "elsewhere");
        if (person.Number is null && person.Born is null) return None(row, "nothing-to-match");

        // Somebody with another number is somebody else, or one of the two numbers is wrong: both need a person to look.
        var named = ByName(person, branch).Where(member => member.LeftOn is null).ToList();
        var possible = person.Number is null ? named : named.Where(member => member.IdNumber is null).ToList();
        if (possible is [var found]) return found;
        return None(row, possible.Count > 1 ? "ambiguous" : named.Count > 0 ? "other-number" : null);
    }

    private static Member? None(RowChecks row, string? detail)
    {
        row.Reject(Fields.Name, ProblemCode.MemberUnknown, detail);
        return null;
    }

    private void Add(IEnumerable<Member> members)
    {
        foreach (var member in members) byId.TryAdd(member.Id, member);
    }
}
