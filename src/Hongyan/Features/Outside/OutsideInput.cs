using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hongyan.Features.Outside;

/// <summary>An entry as somebody types it.</summary>
public sealed partial class OutsideInput
{
    public const int LongestName = 100, LongestText = 200, LongestNote = 2000, LongestNumber = 60;
    private const int FirstWays = 3;

    [Required, StringLength(LongestName)]
    public string? Name { get; set; }

    [Required]
    public string? Level { get; set; }

    /// <summary>The division in words or by its code.</summary>
    [StringLength(LongestNumber)]
    public string? Place { get; set; }

    [StringLength(LongestText)]
    public string? RegionUnknown { get; set; }

    /// <summary>The superior by its name or national code.</summary>
    [StringLength(LongestName)]
    public string? Superior { get; set; }

    [StringLength(LongestNumber)]
    public string? NationalCode { get; set; }

    [StringLength(LongestText)]
    public string? Address { get; set; }

    [StringLength(LongestNumber)]
    public string? Postcode { get; set; }

    [StringLength(LongestNumber)]
    public string? Phone { get; set; }

    public bool NoPhone { get; set; }

    [StringLength(LongestNumber)]
    public string? Fax { get; set; }

    [StringLength(LongestName)]
    public string? Email { get; set; }

    [StringLength(LongestNumber)]
    public string? ContactName { get; set; }

    [StringLength(LongestNumber)]
    public string? ContactPost { get; set; }

    [StringLength(LongestNumber)]
    public string? ContactPhone { get; set; }

    public List<string?> Ways { get; set; } = [];

    [StringLength(LongestNumber)]
    public string? Peer { get; set; }

    [StringLength(LongestNumber)]
    public string? PeerOrg { get; set; }

    [StringLength(LongestNote)]
    public string? Note { get; set; }

    /// <summary>How many ways the form asks for: those that are there, and three at least.</summary>
    public int Places => Math.Min(OutsideDirectory.Ways.Count, Math.Max(FirstWays, Ways.Count(way => !string.IsNullOrEmpty(way)) + 1));

    public static OutsideInput Of(OutsideOrganization one, string? place, string? superior) => new()
    {
        Name = one.Name, Level = one.Level, Place = place, RegionUnknown = one.RegionUnknown, Superior = superior, NationalCode = one.NationalCode,
        Address = one.Address, Postcode = one.Postcode, Phone = one.Phone, NoPhone = one.NoPhone, Fax = one.Fax, Email = one.Email,
        ContactName = one.ContactName, ContactPost = one.ContactPost, ContactPhone = one.ContactPhone, Ways = [.. one.Ways], Peer = one.Peer,
        PeerOrg = one.PeerOrg, Note = one.Note,
    };

    /// <summary>What is kept of it; each field that is wrong gets a sentence. Nothing where one is.</summary>
    public OutsideFacts? Read(OutsideDirectory directory, Guid? superior, ModelStateDictionary state, string prefix, Texts words)
    {
        var code = Text(Place) is { } place ? directory.CodeOf(place) : null;
        if (Text(Place) is not null && code is null)
            Wrong(nameof(Place), "invalid.place");
        else if (code is null && Text(RegionUnknown) is null)
            Wrong(nameof(Place), "invalid.place.none");
        if (Text(Name) is null)
            Wrong(nameof(Name), "invalid.name");
        if (!string.IsNullOrEmpty(Level) && !OutsideLevel.All.Contains(Level))
            Wrong(nameof(Level), "invalid.value");
        var national = Text(NationalCode) is { } written ? Plain.Compact(written) : null;
        if (national is not null && !National().IsMatch(national))
            Wrong(nameof(NationalCode), "invalid.code");
        var postcode = Text(Postcode) is { } digits ? Plain.Compact(digits) : null;
        if (postcode is not null && !PostcodeForm().IsMatch(postcode))
            Wrong(nameof(Postcode), "invalid.postcode");
        var phone = Number(nameof(Phone), Phone);
        if (Text(Phone) is null && !NoPhone)
            Wrong(nameof(Phone), "invalid.phone.none");
        if (Text(Phone) is not null && NoPhone)
            Wrong(nameof(NoPhone), "invalid.phone.both");
        var (fax, contactPhone) = (Number(nameof(Fax), Fax), Number(nameof(ContactPhone), ContactPhone));
        if (Text(Email) is { } email && !EmailForm().IsMatch(email))
            Wrong(nameof(Email), "invalid.email");
        List<string> ways = [.. Ways.Where(way => !string.IsNullOrEmpty(way)).OfType<string>()];
        if (ways.Distinct().Count() < ways.Count || ways.Exists(way => !OutsideDirectory.Ways.Contains(way)))
            Wrong(nameof(Ways), "invalid.ways");
        if (ways.Contains("exchange") && (Text(Peer) is null || Text(PeerOrg) is null))
            Wrong(nameof(Peer), "invalid.peer");
        return !state.IsValid ? null : new OutsideFacts(Plain.Text(Name!), Level!, code)
        {
            RegionUnknown = Text(RegionUnknown), SuperiorId = superior, NationalCode = national, Address = Text(Address), Postcode = postcode, Phone = phone,
            Fax = fax, Email = Text(Email), ContactName = Text(ContactName), ContactPost = Text(ContactPost), ContactPhone = contactPhone, Ways = ways,
            Peer = Text(Peer), PeerOrg = Text(PeerOrg), Note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(),
        };

        void Wrong(string field, string text) => state.AddModelError(prefix + field, words[text]);

        string? Number(string field, string? typed)
        {
            if (Text(typed) is not { } given)
                return null;
            var number = PhoneNumber.Read(given);
            if (number is null)
                Wrong(field, "invalid.phone");
            return number;
        }
    }

    private static string? Text(string? typed) => typed is null || Plain.Text(typed) is not { Length: > 0 } text ? null : text;

    [GeneratedRegex(@"\A(?:[0-9]{12}|[0-9]{15})\z")]
    internal static partial Regex National();

    [GeneratedRegex(@"\A[0-9]{6}\z")]
    internal static partial Regex PostcodeForm();

    [GeneratedRegex(@"\A[^@\s]+@[^@\s]+\.[^@\s.]+\z")]
    internal static partial Regex EmailForm();
}
