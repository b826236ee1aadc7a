using System.ComponentModel.DataAnnotations;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hongyan.Features.Reception;

/// <summary>What somebody who is registered outside says of himself and shows at the reception. Nobody states here what he did not see.</summary>
public sealed class GuestInput
{
    public const int LongestName = 100, LongestNumber = 40, LongestText = 200, LongestNote = 500;
    private const string Unseen = "not-asked";
    private static readonly char[] BetweenWords = [' ', '，', ',', '。', '：', ':', '；', ';'];

    /// <summary>certificate, letter or nothing.</summary>
    public string? Shown { get; set; }

    /// <summary>The number on what he showed.</summary>
    [StringLength(LongestNumber)]
    public string? Paper { get; set; }
    public string? LetterKind { get; set; }
    public string? LetterOn { get; set; }
    public string? Photo { get; set; } = Unseen;

    /// <summary>Where the seal is another matter than the photo.</summary>
    public string? Seal { get; set; }

    /// <summary>His telephone number; or that he has none, and how he is reached.</summary>
    [StringLength(LongestText)]
    public string? Phone { get; set; }

    [StringLength(LongestName)]
    public string? Home { get; set; }

    /// <summary>He cannot say where he is registered.</summary>
    public bool HomeUnknown { get; set; }

    [StringLength(LongestNumber)]
    public string? HomePhone { get; set; }
    public string? Document { get; set; }
    public string? On { get; set; }

    [StringLength(LongestNumber)]
    public string? IdNumber { get; set; }

    /// <summary>male or female; nothing where he has not said it and no number says it.</summary>
    public string? Sex { get; set; }
    public string? Born { get; set; }
    public string? Status { get; set; }

    [StringLength(LongestText)]
    public string? Employer { get; set; }

    [StringLength(LongestText)]
    public string? Address { get; set; }

    [StringLength(LongestNote)]
    public string? Note { get; set; }

    /// <summary>The organisation that receives him.</summary>
    public string? Host { get; set; }

    public static IReadOnlyList<string> Papers { get; } = [ReportedIn.Certificate, ReportedIn.Letter, ReportedIn.Nothing];

    public static IReadOnlyList<string> Answers { get; } = Choices("document");

    public static IReadOnlyList<string> LetterKinds { get; } = Choices("letterKind");

    /// <summary>What was said, when it is enough to receive him; what is wrong stands in the model state.</summary>
    internal GuestSaid? Read(string? name, IEnumerable<string> hosts, DateOnly today, ModelStateDictionary state, Texts words)
    {
        void Wrong(string field, string key) => state.AddModelError(field.Length == 0 ? "Name" : "Guest." + field, words[key]);
        var said = Tidy(name, Plain.Name);
        if (said is null || said.Length > LongestName)
            Wrong("", "invalid.required");
        if (Shown is null || !Papers.Contains(Shown))
            Wrong(nameof(Shown), "invalid.required");
        if (Shown == ReportedIn.Certificate && Tidy(Paper, Plain.Compact) is null)
            Wrong(nameof(Paper), "invalid.required");
        if (Shown == ReportedIn.Letter && (LetterKind is null || !LetterKinds.Contains(LetterKind)))
            Wrong(nameof(LetterKind), "invalid.required");
        if (Document is null || !Answers.Contains(Document))
            Wrong(nameof(Document), "invalid.required");
        if ((Photo is not null && !Answers.Contains(Photo)) || (Seal is not null && !Answers.Contains(Seal)))
            Wrong(nameof(Photo), "invalid.value");
        if (!HomeUnknown && Tidy(Home, Plain.Text) is null)
            Wrong(nameof(Home), "guest.home.missing");
        var (phone, reach) = ReadPhone();
        if (phone is null && reach is null)
            Wrong(nameof(Phone), Tidy(Phone, Plain.Text) is null ? "invalid.required" : "guest.phone.wrong");
        if (!RequestValues.TryDay(On ?? "", out var on) || on > today)
            Wrong(nameof(On), "guest.on.wrong");
        var number = Tidy(IdNumber, Plain.Compact) is { } typed ? IdNumberOf(typed) : null;
        if (number is null && Tidy(IdNumber, Plain.Compact) is not null)
            Wrong(nameof(IdNumber), "guest.id.wrong");
        DateOnly? born = RequestValues.TryDay(Born ?? "", out var day) && day < today ? day : null;
        if (born is null && Tidy(Born, Plain.Text) is not null)
            Wrong(nameof(Born), "guest.born.wrong");
        var birth = number?.Born ?? born;
        if (state.GetFieldValidationState("Guest." + nameof(On)) != ModelValidationState.Invalid && (on < RecordInput.Earliest || on < birth))
            Wrong(nameof(On), "guest.on.early");
        DateOnly? letterOn = RequestValues.TryDay(LetterOn ?? "", out var written) && written <= today ? written : null;
        if (letterOn is null && Tidy(LetterOn, Plain.Text) is not null)
            Wrong(nameof(LetterOn), "guest.letter-on.wrong");
        if (Host is null || !hosts.Contains(Host))
            Wrong(nameof(Host), "guest.host.wrong");
        if (!state.IsValid)
            return null;
        if (HomeUnknown && Tidy(Home, Plain.Text) is not null)
        {
            Wrong(nameof(Home), "guest.home.both");
            return null;
        }
        var home = HomeUnknown ? null : Tidy(Home, Plain.Text);
        return new GuestSaid(said!, phone, number, birth, number?.Sex ?? (Sex is "male" or "female" ? Sex : null),
            Status is "full" or "probationary" ? Status : GuestSaid.NoStatus, home, Tidy(Employer, Plain.Text), Tidy(Address, Plain.Text), new ReportedIn
            {
                On = on,
                Organization = Host,
                Shown = Shown,
                Number = Shown == ReportedIn.Nothing ? null : Tidy(Paper, Plain.Compact),
                LetterKind = Shown == ReportedIn.Letter ? LetterKind : null,
                LetterOn = Shown == ReportedIn.Letter ? letterOn : null,
                HomeSaid = home,
                HomePhone = Tidy(HomePhone, Plain.Text),
                HomeUnknown = HomeUnknown,
                Document = Document,
                Photo = Shown == ReportedIn.Certificate ? Photo : null,
                Seal = Shown == ReportedIn.Certificate ? Seal ?? Photo : null,
                Note = reach is null ? Tidy(Note, Plain.Text) : $"{words["guest.reach", reach]} {Tidy(Note, Plain.Text)}".TrimEnd(),
            });
    }

    /// <summary>A number; or, after a word for none, how he is reached.</summary>
    private (string? Phone, string? Reach) ReadPhone()
    {
        if (Tidy(Phone, Plain.Text) is not { } typed)
            return default;
        if (PhoneNumber.Read(typed) is { } number)
            return (number, null);
        foreach (var none in new[] { "没有", "无", "none" })
        {
            if (typed.StartsWith(none, StringComparison.OrdinalIgnoreCase) && typed[none.Length..].Trim(BetweenWords) is { Length: > 1 } reach)
                return (null, reach);
        }
        return default;
    }

    private static IdNumber? IdNumberOf(string typed) => Rules.Identity.IdNumber.Read(typed).Number;

    private static string? Tidy(string? text, Func<string, string> meant) => text is not null && meant(text) is { Length: > 0 } said ? said : null;

    private static IReadOnlyList<string> Choices(string field) => RecordForm.All["reported-in"].Fields.First(one => one.Name == field).Choices;
}

/// <summary>What was said and can be kept.</summary>
internal sealed record GuestSaid(
    string Name, string? Phone, IdNumber? Number, DateOnly? Born, string? Sex, string Status, string? Home, string? Employer, string? Address,
    ReportedIn Arrived)
{
    /// <summary>Nobody has said whether he is a full or a probationary member.</summary>
    public const string NoStatus = "unknown";
}
