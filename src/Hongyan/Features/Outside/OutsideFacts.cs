using Hongyan.Data;

namespace Hongyan.Features.Outside;

/// <summary>What an entry says of its organisation, in the form in which it is kept.</summary>
public sealed record OutsideFacts(string Name, string Level, string? RegionCode)
{
    /// <summary>Why no division is known.</summary>
    public string? RegionUnknown { get; init; }
    public Guid? SuperiorId { get; init; }
    public string? NationalCode { get; init; }
    public string? Address { get; init; }
    public string? Postcode { get; init; }

    /// <summary>Without it none is known, which is said.</summary>
    public string? Phone { get; init; }
    public string? Fax { get; init; }
    public string? Email { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPost { get; init; }
    public string? ContactPhone { get; init; }
    public IReadOnlyList<string> Ways { get; init; } = [];
    public string? Peer { get; init; }
    public string? PeerOrg { get; init; }
    public string? Note { get; init; }

    public static OutsideFacts Of(OutsideOrganization one) => new(one.Name, one.Level, one.RegionCode)
    {
        RegionUnknown = one.RegionUnknown, SuperiorId = one.SuperiorId, NationalCode = one.NationalCode, Address = one.Address, Postcode = one.Postcode,
        Phone = one.Phone, Fax = one.Fax, Email = one.Email, ContactName = one.ContactName, ContactPost = one.ContactPost, ContactPhone = one.ContactPhone,
        Ways = one.Ways, Peer = one.Peer, PeerOrg = one.PeerOrg, Note = one.Note,
    };

    /// <summary>A new entry.</summary>
    /// <param name="keyOf">The key of a name in a division.</param>
    public OutsideOrganization Make(Guid id, Func<string, string?, string> keyOf, Guid? account, Guid? org, DateTimeOffset at)
    {
        var made = new OutsideOrganization
        {
            Id = id, Name = Name, Key = keyOf(Name, RegionCode), Level = Level, AccountId = account, OrgId = org, RecordedAt = at,
        };
        Fill(made);
        return made;
    }

    /// <summary>What an entry says from now on; another name makes the present one a former name.</summary>
    public void Correct(OutsideOrganization one, Func<string, string?, string> keyOf, DateOnly today)
    {
        one.Rename(Name, keyOf(Name, RegionCode), today);
        Fill(one);
        one.Key = keyOf(one.Name, one.RegionCode); // in another division another front is left out
        one.Version++;
    }

    private void Fill(OutsideOrganization one)
    {
        (one.Level, one.RegionCode, one.RegionUnknown, one.SuperiorId) = (Level, RegionCode, RegionCode is null ? RegionUnknown : null, SuperiorId);
        (one.NationalCode, one.Address, one.Postcode) = (NationalCode, Address, Postcode);
        (one.Phone, one.NoPhone) = (Phone, Phone is null);
        one.PhoneDigits = Phone is null ? null : string.Join(' ', OutsideDirectory.Digits(Phone));
        (one.Fax, one.Email) = (Fax, Email);
        (one.ContactName, one.ContactPost, one.ContactPhone) = (ContactName, ContactPost, ContactPhone);
        (one.Ways, one.Peer, one.PeerOrg, one.Note) = ([.. Ways], Peer, PeerOrg, Note);
    }
}
