using Hongyan.Data;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Rules.Dues;

namespace Hongyan.Features.Import.Checks;

/// <summary>What a row says of a member; what it leaves blank stays as it was.</summary>
internal sealed record MemberSaid
{
    public required Person Person { get; init; }
    public string? Status { get; init; }
    public DateOnly? Joined { get; init; }
    public DateOnly? Converted { get; init; }
    public DateOnly? ExtendedTo { get; init; }
    public string? Category { get; init; }
    public bool? Rural { get; init; }
    public string? Nation { get; init; }
    public string? Education { get; init; }
    public string? Phone { get; init; }
    public string? Address { get; init; }
}

/// <summary>A new member, or one who is to become what a row says of him.</summary>
internal sealed record MemberChange(Member? Existing, MemberSaid Said, DateOnly On, bool NewNumber) : Change
{
    public Guid Id { get; } = Existing?.Id ?? Guid.CreateVersion7();

    public bool ChangesNothing
    {
        get
        {
            if (Existing is not { } old || NewNumber) return false;
            var copy = New();
            Copy(old, copy);
            Apply(copy);
            return Same(old, copy);
        }
    }

    /// <summary>A new member, by COPY.</summary>
    public void Add(NewRows rows, Secrets secrets)
    {
        var member = New();
        Apply(member);
        if (Identify(member, secrets) is { } identity) rows.Add(identity);
        rows.Add(member);
    }

    /// <summary>A member who is known already.</summary>
    public void Save(HongyanDb db, Secrets secrets)
    {
        var member = Existing!;
        db.Members.Attach(member);
        if (member.LeftOn is not null) Readmit(member);
        Apply(member);
        if (Identify(member, secrets) is { } identity) db.Identities.Add(identity);
    }

    /// <summary>Whom a roster names is a member again; a probation that begins anew has an end of its own.</summary>
    private void Readmit(Member member)
    {
        member.LeftOn = null;
        if (Said.Joined is { } joined && joined != member.Joined) (member.ProbationEnds, member.FullSince) = (null, null);
    }

    private MemberIdentity? Identify(Member member, Secrets secrets)
    {
        if (!NewNumber || Said.Person.Number is not { } number) return null;
        member.IdNumber = secrets.Encrypt(number.Digits);
        member.IdTail = number.Tail;
        return new MemberIdentity { Hash = secrets.Hash(number.Digits), MemberId = member.Id };
    }

    private Member New() => new()
    {
        Id = Id,
        HomePath = Said.Person.Branch!.Path,
        Name = Said.Person.Name!,
        Sex = Said.Person.Sex ?? Existing!.Sex,
        Born = Said.Person.BornOn ?? Existing!.Born,
        Status = "full",
        Category = DuesRates.Unsaid,
    };

    private void Apply(Member member)
    {
        var detailsChange = (Said.Phone is not null && Said.Phone != member.Phone) || (Said.Address is not null && Said.Address != member.Address);
        member.HomePath = Said.Person.Branch!.Path;
        if (Plain.Name(member.Name) != Said.Person.Name) member.Name = Said.Person.Name!; // another dot is no other name
        member.Sex = Said.Person.Sex ?? member.Sex;
        member.Born = Said.Person.BornOn ?? member.Born; // a roster without numbers may know the month only
        member.Status = Said.Status ?? member.Status;
        if (Said.Joined is { } joined) member.Join(joined);
        if (member.Status == "probationary") member.ProbationEnds = EndOfProbation(member); // who was converted keeps the end of his
        member.Category = Said.Category ?? member.Category;
        member.Rural = Said.Rural ?? member.Rural;
        member.Nation = Said.Nation ?? member.Nation;
        member.Education = Said.Education ?? member.Education;
        member.Phone = Said.Phone ?? member.Phone;
        member.Address = Said.Address ?? member.Address;
        if (detailsChange) member.DetailsOn = On;
    }

    /// <summary>One year after joining unless another day is known.</summary>
    private DateOnly? EndOfProbation(Member member)
    {
        var known = Said.ExtendedTo ?? (Said.Converted > member.Joined ? Said.Converted : null);
        return known ?? member.EndOfProbation;
    }

    private static void Copy(Member from, Member to)
    {
        (to.Name, to.Status, to.Joined, to.ProbationEnds, to.FullSince) = (from.Name, from.Status, from.Joined, from.ProbationEnds, from.FullSince);
        (to.Category, to.Rural, to.Nation, to.Education) = (from.Category, from.Rural, from.Nation, from.Education);
        (to.Phone, to.Address, to.DetailsOn) = (from.Phone, from.Address, from.DetailsOn);
    }

    /// <summary>The copy is a member; who has left differs from it.</summary>
    private static bool Same(Member old, Member now) =>
        (old.HomePath, old.Name, old.Sex, old.Born, old.Status, old.Joined, old.ProbationEnds)
            == (now.HomePath, now.Name, now.Sex, now.Born, now.Status, now.Joined, now.ProbationEnds)
        && (old.Category, old.Rural, old.Nation, old.Education, old.Phone, old.Address, old.LeftOn)
            == (now.Category, now.Rural, now.Nation, now.Education, now.Phone, now.Address, now.LeftOn);
}
