using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Import.Checks;

/// <summary>Rows of registered members, as the national member system exports them.</summary>
internal static class MemberRows
{
    public static async Task<List<JudgedRow>> JudgeAsync(
        HongyanDb db, Secrets secrets, Branches branches, Roster roster, DateOnly on, List<Problem> problems, List<UnknownNumber> unknown,
        CancellationToken cancellation)
    {
        var rows = roster.Rows.Select(row => new RowChecks(roster, row, on, problems)).ToList();
        var said = rows.Select(row => Read(row, branches)).ToList();
        var people = await People.LoadAsync(db, secrets, said.ConvertAll(one => one.Person), branches.Into, unknown, cancellation);
        var known = said.Select(one => people.ByNumber(one.Person, out _)).OfType<Member>().Select(member => member.Id);
        var sojourns = await SojournsOf.LoadAsync(db, known, cancellation);

        var repetition = new Repetition();
        return rows.Zip(said, (row, one) =>
        {
            repetition.Check(row, one.Person);
            return row.Judge(row.IsRejected ? null : Decide(row, one, people, sojourns));
        }).ToList();
    }

    /// <summary>
    /// A person typed on a page, judged as a row of a roster is; who is known already, as a member or as somebody who left, is
    /// <see cref="MemberChange.Existing"/>.
    /// </summary>
    public static async Task<MemberChange?> RegisterAsync(
        HongyanDb db, Secrets secrets, Branches branches, Roster typed, DateOnly on, List<Problem> problems, List<UnknownNumber> unknown,
        CancellationToken cancellation)
    {
        var row = new RowChecks(typed, typed.Rows[0], on, problems);
        var said = Read(row, branches);
        if (row.IsRejected) return null;
        var people = await People.LoadAsync(db, secrets, [said.Person], branches.Into, unknown, cancellation);
        if (!Find(row, said, people, out var existing)) return null;
        if (existing?.LeftOn is not null) CheckMove(row, said, existing, await SojournsOf.LoadAsync(db, [existing.Id], cancellation));
        return row.IsRejected ? null : new MemberChange(existing, said, on, NewNumber: said.Person.Number is not null && existing?.IdNumber is null);
    }

    /// <summary>What a page says of a member who is known; nothing when it is rejected.</summary>
    public static MemberSaid? SaidOf(Branches branches, Roster typed, DateOnly on, List<Problem> problems)
    {
        var row = new RowChecks(typed, typed.Rows[0], on, problems);
        var said = Read(row, branches);
        if (said.Person is { Born: not null, BornOn: null }) row.Reject(Fields.Born, ProblemCode.DateUnreadable);
        return row.IsRejected ? null : said;
    }

    private static MemberSaid Read(RowChecks row, Branches branches)
    {
        var person = Person.Read(row, branches);
        RequireIdentity(row, person);
        var (phone, _) = Person.PhoneOf(row);
        var joined = row.Date(Fields.Joined, row.On)?.Day;
        var status = row.Text(Fields.Status);
        var post = row.Text(Fields.Post);
        var migrant = row.Text(Fields.MigrantWorker);
        var far = row.On.AddYears(5); // the end of probation lies ahead
        var isProbationary = status is not null && KnownWords.IsProbationary(status);
        var extended = row.Date(Fields.Extended, far)?.Day;
        CheckJoining(row, person, joined, isProbationary ? extended : null);
        return new MemberSaid
        {
            Person = person,
            Status = status is null ? null : isProbationary ? "probationary" : "full",
            Joined = joined,
            Converted = row.Date(Fields.Converted, far)?.Day,
            ExtendedTo = extended,
            Category = post is not null ? KnownWords.Category(post) : status is not null ? KnownWords.CategoryIn(status) : null,
            Rural = KnownWords.IsRural(post ?? "", migrant),
            Nation = row.Text(Fields.Nation),
            Education = row.Word(Fields.Education, KnownWords.IsEducation),
            Phone = phone,
            Address = row.Text(Fields.Address),
        };
    }

    /// <summary>Nobody joins before his birth; a probation is extended once by 6 to 12 months.</summary>
    private static void CheckJoining(RowChecks row, Person person, DateOnly? joined, DateOnly? extended)
    {
        if (joined is not { } day) return;
        if (day < person.BornOn) row.Reject(Fields.Joined, ProblemCode.DateOrder, "joined");
        var end = day.AddYears(1);
        var (first, last) = (end.AddMonths(ConversionCourse.ShortestExtensionMonths), end.AddMonths(ConversionCourse.LongestExtensionMonths));
        if (extended < first || extended > last)
            row.Reject(Fields.Extended, ProblemCode.DateOrder, "extended", DateText.Of(first), DateText.Of(last));
    }

    /// <summary>
    /// Sex and date of birth must be there; a roster without these columns may leave them to the ID number. One without ID numbers
    /// tells of members who are known already.
    /// </summary>
    private static void RequireIdentity(RowChecks row, Person person)
    {
        if (row.Has(Fields.IdNumber) && row.Text(Fields.NoNumber) is null) row.Required(Fields.IdNumber);
        if (row.Has(Fields.Born)) row.Required(Fields.Born);
        if (!row.Has(Fields.Sex)) return;
        if (row.Required(Fields.Sex) is not null && person.Sex is null) row.Reject(Fields.Sex, ProblemCode.RequiredMissing, "sex");
    }

    private static MemberChange? Decide(RowChecks row, MemberSaid said, People people, SojournsOf sojourns)
    {
        if (!Find(row, said, people, out var existing)) return null;
        var change = new MemberChange(existing, said, row.On, NewNumber: said.Person.Number is not null && existing?.IdNumber is null);
        if (existing is null) return change;

        CheckMove(row, said, existing, sojourns);
        if (Plain.Name(existing.Name) != said.Person.Name) row.Note(Fields.Name, ProblemCode.NameChanged, existing.Name);
        return change.ChangesNothing ? null : change;
    }

    /// <summary>Whoever is away goes to another branch by transfer, which closes the sojourn.</summary>
    private static void CheckMove(RowChecks row, MemberSaid said, Member existing, SojournsOf sojourns)
    {
        if (existing.HomePath == said.Person.Branch!.Path) return;
        if (sojourns.OpenOf(existing.Id) is not null) row.Reject(Fields.Branch, ProblemCode.AlreadyAway, "moved");
        else row.Note(Fields.Branch, ProblemCode.BranchChanged);
    }

    /// <summary>The member whom a row means, or nothing for a new one; false when the row is rejected.</summary>
    private static bool Find(RowChecks row, MemberSaid said, People people, out Member? existing)
    {
        existing = people.ByNumber(said.Person, out var elsewhere);
        if (elsewhere)
        {
            row.Reject(Fields.IdNumber, ProblemCode.MemberUnknown, "registered-elsewhere");
            return false;
        }
        if (existing is not null) return true;
        var named = people.ByName(said.Person, said.Person.Branch!.Path);
        var possible = said.Person.Number is null ? named : named.Where(member => member.IdNumber is null).ToList();
        if (possible.Count > 1 || (possible.Count == 0 && named.Count > 0))
            row.Reject(Fields.Name, ProblemCode.MemberUnknown, possible.Count > 1 ? "ambiguous" : "other-number");
        existing = possible is [var found, ..] ? found : null;
        if (existing is not null || said.Person.Number is not null) return true;
        if (row.Text(Fields.NoNumber) is null) row.Required(Fields.IdNumber);
        else if (said.Person.BornOn is null) row.Reject(Fields.Born, ProblemCode.DateUnreadable);
        return !row.IsRejected;
    }
}
