using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>The registered members whom the rows of a file can mean, loaded at once: by ID number, or by name.</summary>
internal sealed class People
{
    private const int AtOnce = 5_000;
    private readonly Secrets secrets;
    private readonly Func<string, bool> reaches;
    private readonly Dictionary<string, Guid> idByHash = [];
    private readonly Dictionary<Guid, Member> byId = [];
    private ILookup<string, Member> byName = Array.Empty<Member>().ToLookup(member => member.Name);

    private People(Secrets secrets, Func<string, bool> reaches) => (this.secrets, this.reaches) = (secrets, reaches);

    /// <param name="within">The organisation at or below which members may be meant; null for the whole installation.</param>
    public static async Task<People> LoadAsync(HongyanDb db, Secrets secrets, IReadOnlyCollection<Person> persons, string? within, CancellationToken cancellation)
    {
        var (lo, hi) = within is null ? ("", ":") : Branches.Below(within); // ':' follows the digits
        var people = new People(secrets, path => string.CompareOrdinal(path, lo) >= 0 && string.CompareOrdinal(path, hi) < 0);
        var hashes = persons.Where(person => person.Number is not null).Select(person => secrets.Hash(person.Number!.Digits));
        foreach (var some in hashes.Chunk(AtOnce))
        {
            foreach (var identity in await db.Identities.FromSql($"select * from known_identities({some})").AsNoTracking().ToListAsync(cancellation))
                people.idByHash[Convert.ToHexString(identity.Hash)] = identity.MemberId;
        }
        foreach (var some in people.idByHash.Values.Distinct().Chunk(AtOnce))
            people.Add(await db.Members.AsNoTracking().Where(m => some.Contains(m.Id)).ToListAsync(cancellation));
        var names = persons.Where(person => person.Name is not null && people.ByNumber(person, out _) is null).Select(person => person.Name!);
        foreach (var some in names.Distinct().Chunk(AtOnce))
        {
            people.Add(await db.Members.AsNoTracking()
                .Where(m => some.Contains(m.Name) && m.HomePath.CompareTo(lo) >= 0 && m.HomePath.CompareTo(hi) < 0)
                .ToListAsync(cancellation));
        }
        people.byName = people.byId.Values.ToLookup(member => member.Name);
        return people;
    }

    /// <summary>The owner of an ID number; <paramref name="elsewhere"/> when it is known and its owner out of reach.</summary>
    public Member? ByNumber(Person person, out bool elsewhere)
    {
        elsewhere = false;
        if (person.Number is null || !idByHash.TryGetValue(Convert.ToHexString(secrets.Hash(person.Number.Digits)), out var id)) return null;
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
            return owner.Name == person.Name ? owner : None(row, "other-name");
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
