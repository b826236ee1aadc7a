using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Import.Checks;

/// <summary>A guest to be received or announced, or what a roster knows more of one who is known.</summary>
/// <param name="Known">Nothing for somebody new.</param>
/// <param name="Stay">His open stay; nothing when one begins.</param>
/// <param name="Happened">What is written: of a stay that begins first the record that opens it.</param>
internal sealed record GuestChange(Member? Known, Sojourn? Stay, GuestSaid Said, SojournFacts Facts, IReadOnlyList<SojournEvent> Happened, DateOnly On) : Change
{
    public Guid Id { get; } = Known?.Id ?? Guid.CreateVersion7();

    public IdNumber? NewNumber => Known?.IdNumber is null ? Said.Stay.Person.Number : null;

    private bool NewPhone => Said.Phone is { } phone && phone != Known?.Phone;

    public bool ChangesNothing => Known is { } known && Happened.Count == 0 && !NewPhone && NewNumber is null
        && !(known.Born is null && Said.Stay.Person.BornOn is not null) && !(known.Sex == Unknown && Said.Stay.Person.Sex is not null)
        && !(known.Address is null && Said.Stay.Facts.Destination is not null)
        && !(Stay is { Employer: null } && Facts.Employer is not null) && !(Stay is { CertificateNumber: null } && Facts.CertificateNumber is not null);

    private const string Unknown = "unknown";

    /// <summary>Somebody new as he is to be sent; or the one to be saved, who gets what was not known of him.</summary>
    public void Tell(Member member, Secrets secrets)
    {
        var person = Said.Stay.Person;
        if (NewPhone) (member.Phone, member.DetailsOn) = (Said.Phone, On);
        if (NewNumber is { } number) (member.IdNumber, member.IdTail) = (secrets.Encrypt(number.Digits), number.Tail);
        member.Born = NewNumber?.Born ?? member.Born ?? person.BornOn;
        if (member.Sex == Unknown) member.Sex = person.Sex ?? Unknown;
        member.Address ??= Said.Stay.Facts.Destination;
    }

    public void Tell(Sojourn stay)
    {
        stay.Employer ??= Facts.Employer;
        stay.CertificateNumber ??= Facts.CertificateNumber;
        stay.HomeContact ??= Facts.HomeContact;
    }

    public Member Make(Secrets secrets)
    {
        var member = new Member
        {
            Id = Id,
            HomePath = null,
            Name = Said.Stay.Person.Name!,
            Sex = Unknown,
            Born = null,
            Status = Said.Status ?? "full",
            Category = Rules.Dues.DuesRates.Unsaid,
        };
        Tell(member, secrets);
        return member;
    }

    /// <summary>The keyed hash of his number, when it is new.</summary>
    public GuestNumber? Number(Secrets secrets) => NewNumber is { } number ? new GuestNumber { MemberId = Id, Hash = secrets.Hash(number.Digits) } : null;

    /// <summary>The stay to open; nothing for one that is known.</summary>
    /// <param name="dutiesFrom">Periods that were over before this day are not asked for.</param>
    public Beginning? Begin(Member member, DateOnly? dutiesFrom)
    {
        if (Stay is not null || Happened.Count == 0) return null;
        IEnumerable<SojournEvent> since = Happened[0] is ReportedIn arrived && dutiesFrom > arrived.On
            ? [new DutiesBegin { On = On, From = dutiesFrom.Value }] : [];
        return new Beginning(member, Happened[0], Facts, [.. since, .. Happened.Skip(1)]);
    }
}
