using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Import.Checks;

/// <summary>Rows of people who are registered outside: who each is, and what it says of him that is new.</summary>
internal sealed class GuestRows(Secrets secrets, Branches branches, GuestsInSight guests, GuestHomes homes)
{
    private readonly Dictionary<string, (RowChecks Row, GuestSaid Said)> seen = [];

    /// <summary>What accepting the row would do; nothing when it is rejected or says nothing new.</summary>
    public GuestChange? Decide(RowChecks row, GuestSaid said)
    {
        var home = homes.Of(said.Home);
        if (home?.Here is { } here) row.Reject(Fields.Home, ProblemCode.MemberUnknown, "home-here", here);
        else if (home is { Entry: null }) row.Reject(Fields.Home, ProblemCode.SeveralEntries, "home");
        var known = row.IsRejected ? null : Find(row, said, home);
        if (!row.IsRejected) CheckRepeated(row, said, home);
        if (!row.IsRejected && known is null) CheckIdentity(row, said);
        if (row.IsRejected) return null;
        var change = new GuestStory(row, said, home, guests, homes, branches).Tell(known);
        if (row.IsRejected || change is null) return null;
        Warn(row, said, home, known);
        if (home is not null) home.IsUsed = true;
        return change;
    }

    /// <summary>By his number; by name and telephone; by name, birth date and home.</summary>
    private Member? Find(RowChecks row, GuestSaid said, GuestHome? home)
    {
        var person = said.Stay.Person;
        if (guests.ByNumber(person) is { } owner)
        {
            if (Plain.Name(owner.Name) == person.Name) return owner;
            row.Reject(Fields.IdNumber, ProblemCode.IdentityConflict);
            return null;
        }
        var named = guests.Named(person).Where(member => member.HomePath is null).ToList();
        if (said.Phone is { } phone && named.Find(member => member.Phone == phone) is { } same)
        {
            if (!Contradicts(person, same)) return same;
            row.Reject(Fields.IdNumber, ProblemCode.IdentityConflict, "phone");
            return null;
        }
        return person.BornOn is not { } born || home is null ? null
            : named.Find(member => member.Born == born && !Contradicts(person, member) && guests.Of(member).Any(stay => homes.IsSame(stay, home)));
    }

    private bool Contradicts(Person person, Member member) =>
        person.Number is { } number && member.IdNumber is { } kept && secrets.Decrypt(kept) != number.Digits;

    /// <summary>One person in two rows of a file: the later row is rejected and names the earlier one.</summary>
    private void CheckRepeated(RowChecks row, GuestSaid said, GuestHome? home)
    {
        var person = said.Stay.Person;
        string?[] keys =
        [
            person.Number?.Digits, said.Phone is { } phone ? $"{person.Name}/{phone}" : null,
            person.BornOn is { } born && home is not null ? $"{person.Name}/{born:yyyy-MM-dd}/{home.Key}" : null,
        ];
        foreach (var key in keys.OfType<string>())
        {
            if (seen.TryAdd(key, (row, said)) || row.IsRejected) continue;
            var (first, other) = seen[key];
            if (person.Number is not null && other.Stay.Person.Number is { } number && number.Digits != person.Number.Digits)
            {
                if (key == keys[1]) row.Reject(Fields.IdNumber, ProblemCode.IdentityConflict, "phone");
            }
            else
            {
                row.Reject(Repetition.FieldOf(person), ProblemCode.DuplicateInFile, detail: null, row.PlaceOf(first.Row));
            }
        }
    }

    /// <summary>Without a number somebody new is told from others by his telephone or his birth date.</summary>
    private static void CheckIdentity(RowChecks row, GuestSaid said)
    {
        if (said.Stay.Person.Number is null && said.Phone is null && said.Stay.Person.BornOn is null)
            row.Reject(Fields.IdNumber, ProblemCode.RequiredMissing, "guest");
    }

    private static void Warn(RowChecks row, GuestSaid said, GuestHome? home, Member? known)
    {
        if (said.Stay.Person.Number is null && known?.IdNumber is null) row.Warn(Fields.IdNumber, ProblemCode.IdentityOpen);
        if (home is null && known is null) row.Warn(Fields.Home, ProblemCode.HomeUnknown);
        if (home is { IsNew: true, Similar: [var similar, ..] }) row.Note(Fields.Home, ProblemCode.HomeSimilar, similar.Name);
    }
}
