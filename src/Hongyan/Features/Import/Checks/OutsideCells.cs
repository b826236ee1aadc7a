using Hongyan.Features.Import.Layout;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Outside;

namespace Hongyan.Features.Import.Checks;

/// <summary>The cells of a row of the directory as an entry keeps them.</summary>
internal static class OutsideCells
{
    private static readonly char[] Between = ['、', ',', '，', ';', '；', '/', ' '];

    private static readonly (string Way, string[] Words)[] Ways =
    [
        ("paper", ["纸质公文", "公文", "信函", "书面"]), ("mail", ["电子邮件", "邮件", "电子邮箱", "邮箱"]), ("fax", ["传真"]), ("telephone", ["电话"]),
    ];

    private static readonly (string Level, string[] Words)[] Levels =
    [
        (OutsideLevel.Branch, ["党支部", "支部"]), (OutsideLevel.GeneralBranch, ["党总支", "总支", "党总支部"]),
        (OutsideLevel.Committee, ["基层党委", "党委", "党工委", "工委"]), (OutsideLevel.Department, ["组织部", "县委", "区委", "市委", "省委"]),
        (OutsideLevel.Floating, ["流动党员党组织", "流动党员党支部", "流动党员党委"]), (OutsideLevel.Other, ["其他", "其它"]),
    ];

    /// <summary>How long the texts may be; one that is longer is refused, not cut.</summary>
    public static IReadOnlyList<(string Field, int Most)> Longest { get; } =
    [
        (Fields.Name, OutsideInput.LongestName), (Fields.RegionUnknown, OutsideInput.LongestText), (Fields.Address, OutsideInput.LongestText),
        (Fields.Phone, OutsideInput.LongestNumber), (Fields.Fax, OutsideInput.LongestNumber), (Fields.Email, OutsideInput.LongestName),
        (Fields.Contact, OutsideInput.LongestNumber), (Fields.ContactPost, OutsideInput.LongestNumber), (Fields.ContactPhone, OutsideInput.LongestNumber),
        (Fields.Remark, OutsideInput.LongestNote),
    ];

    public static OutsideFacts Read(RowChecks row, string name, string? code, string? national, string? phone, Guid? superior) =>
        new(name, LevelOf(row, name), code)
        {
            RegionUnknown = code is null ? row.Text(Fields.RegionUnknown) : null,
            SuperiorId = superior,
            NationalCode = national,
            Address = row.Text(Fields.Address),
            Postcode = Fitting(row, Fields.Postcode, text => OutsideInput.PostcodeForm().IsMatch(text), ProblemCode.PostcodeFormat),
            Phone = phone,
            Fax = Number(row, Fields.Fax),
            Email = Fitting(row, Fields.Email, text => OutsideInput.EmailForm().IsMatch(text), ProblemCode.EmailFormat),
            ContactName = row.Text(Fields.Contact),
            ContactPost = row.Text(Fields.ContactPost),
            ContactPhone = Number(row, Fields.ContactPhone),
            Ways = WaysOf(row),
            Note = row.Text(Fields.Remark),
        };

    /// <summary>What a row says over what is known; a division that is wider than the one known says nothing new.</summary>
    public static OutsideFacts Over(OutsideFacts known, OutsideFacts said) => known with
    {
        RegionCode = said.RegionCode is { } code && (known.RegionCode is null || !known.RegionCode.StartsWith(Regions.Within(code), StringComparison.Ordinal))
            ? code : known.RegionCode,
        RegionUnknown = known.RegionUnknown ?? said.RegionUnknown,
        SuperiorId = said.SuperiorId ?? known.SuperiorId,
        NationalCode = said.NationalCode ?? known.NationalCode,
        Address = said.Address ?? known.Address,
        Postcode = said.Postcode ?? known.Postcode,
        Phone = said.Phone ?? known.Phone,
        Fax = said.Fax ?? known.Fax,
        Email = said.Email ?? known.Email,
        ContactName = said.ContactName ?? known.ContactName,
        ContactPost = said.ContactPost ?? known.ContactPost,
        ContactPhone = said.ContactPhone ?? known.ContactPhone,
        Ways = said.Ways.Count > 0 ? said.Ways : known.Ways,
        Note = said.Note ?? known.Note,
    };

    public static bool AreSame(OutsideFacts one, OutsideFacts other) =>
        one with { Ways = other.Ways } == other && one.Ways.SequenceEqual(other.Ways);

    private static string LevelOf(RowChecks row, string name)
    {
        if (row.Text(Fields.Level) is not { } text)
            return OutsideLevel.Of(name);
        if (Array.Find(Levels, one => one.Words.Contains(Plain.Key(text))).Level is { } level)
            return level;
        row.Warn(Fields.Level, ProblemCode.CodeUnknown);
        return OutsideLevel.Of(name);
    }

    private static string[] WaysOf(RowChecks row)
    {
        if (row.Text(Fields.Ways) is not { } text)
            return [];
        var ways = text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(word => Array.Find(Ways, one => one.Words.Contains(word)).Way).ToList();
        if (ways.Contains(null!))
            row.Warn(Fields.Ways, ProblemCode.CodeUnknown);
        return [.. ways.OfType<string>().Distinct()];
    }

    private static string? Number(RowChecks row, string field)
    {
        if (row.Text(field) is not { } text)
            return null;
        var number = PhoneNumber.Read(text);
        if (number is null)
            row.Warn(field, ProblemCode.PhoneFormat);
        return number;
    }

    private static string? Fitting(RowChecks row, string field, Func<string, bool> fits, string problem)
    {
        if (row.Text(field) is not { } text)
            return null;
        var plain = Plain.Compact(text);
        if (fits(plain))
            return plain;
        row.Warn(field, problem);
        return null;
    }
}
