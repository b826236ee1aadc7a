using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Platform;
using Hongyan.Platform.Parts;

namespace Hongyan.Features.Members;

/// <summary>The basic data that the home branch may change. A name or an ID number needs the committee and a second person.</summary>
internal static class BasicFields
{
    public const string Male = "male", Female = "female", Yes = "yes", No = "no";

    public static IReadOnlyList<string> All { get; } =
        [Fields.Sex, Fields.Born, Fields.Nation, Fields.Education, Fields.Joined, Fields.Phone, Fields.Address, Fields.MigrantWorker];

    public static bool Contains(string? field) => field is not null && All.Contains(field);

    public static bool IsDay(string field) => field is Fields.Born or Fields.Joined;

    /// <summary>The codes to choose from; none where the value is written.</summary>
    public static IReadOnlyList<string> Choices(string field) => field switch
    {
        Fields.Sex => [Male, Female],
        Fields.MigrantWorker => [Yes, No],
        _ => [],
    };

    /// <summary>As it is kept: a code, a day as 2026-03-05, or words.</summary>
    public static string? Of(Member member, string field) => field switch
    {
        Fields.Sex => member.Sex,
        Fields.Born => Day(member.Born),
        Fields.Nation => member.Nation,
        Fields.Education => member.Education,
        Fields.Joined => member.Joined is { } joined ? Day(joined) : null,
        Fields.Phone => member.Phone,
        Fields.Address => member.Address,
        _ => member.Rural is { } rural ? rural ? Yes : No : null,
    };

    /// <summary>Sets one field and what hangs on it; what is left blank stays as it was.</summary>
    public static void Set(Member member, string field, MemberSaid said, DateOnly on)
    {
        var (phone, address) = (member.Phone, member.Address);
        switch (field)
        {
            case Fields.Sex: member.Sex = said.Person.Sex ?? member.Sex; break;
            case Fields.Born: member.Born = said.Person.BornOn ?? member.Born; break;
            case Fields.Nation: member.Nation = said.Nation ?? member.Nation; break;
            case Fields.Education: member.Education = said.Education ?? member.Education; break;
            case Fields.Joined when said.Joined is { } joined: member.Join(joined); break;
            case Fields.Phone: member.Phone = said.Phone ?? member.Phone; break;
            case Fields.Address: member.Address = said.Address ?? member.Address; break;
            case Fields.MigrantWorker: member.Rural = said.Rural ?? member.Rural; break;
        }
        if ((phone, address) != (member.Phone, member.Address)) member.DetailsOn = on;
    }

    /// <summary>In the words of a roster.</summary>
    public static string? Written(string field, string? value) => (field, value) switch
    {
        (Fields.Sex, Male) => "男",
        (Fields.Sex, Female) => "女",
        (Fields.MigrantWorker, Yes) => "是",
        (Fields.MigrantWorker, No) => "否",
        (Fields.Sex or Fields.MigrantWorker, _) => null,
        _ => value,
    };

    /// <summary>As a page shows it: what is covered elsewhere stays covered.</summary>
    public static string Shown(string field, string? value, Texts words, bool isOpen = false) => (field, value) switch
    {
        (_, null) => "—",
        (Fields.Sex, _) => words["sex." + value],
        (Fields.MigrantWorker, _) => words["rural." + value],
        (Fields.Phone, _) when !isOpen => Masked.Phone(value),
        (Fields.Address, _) when !isOpen => Masked.Address(value),
        _ when IsDay(field) && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => DateText.Of(day),
        _ => value,
    };

    /// <summary>The member as a roster would have him, with one field as it is to be. His number is needed where it says the same thing.</summary>
    public static IReadOnlyList<TypedValue> Row(Member member, string field, string? value, Secrets secrets, Texts words)
    {
        List<TypedValue> row =
        [
            new(Fields.Name, words["name"], member.Name),
            new(Fields.Sex, words["sex"], Written(Fields.Sex, member.Sex)),
            new(Fields.Born, words["born"], Day(member.Born)),
        ];
        if (field is Fields.Sex or Fields.Born && member.IdNumber is { } cipher)
            row.Add(new TypedValue(Fields.IdNumber, words["id"], secrets.Decrypt(cipher)));
        if (field == Fields.Born && member.Joined is { } joined) // the two days are held against each other
            row.Add(new TypedValue(Fields.Joined, words["joined"], Day(joined)));
        row.RemoveAll(one => one.Field == field);
        row.Add(new TypedValue(field, words["basic." + field], Written(field, value)));
        return row;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
