using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers;

/// <summary>The texts of papers in one language: that of the reader, or Chinese for files that are read back.</summary>
internal sealed class Words(string language)
{
    private const string Folder = "Papers";

    public static Words Chinese { get; } = new(TextBook.Chinese);

    public string Language => language;

    public string this[string key, params object?[] arguments]
    {
        get
        {
            var text = TextBook.Whole.Find(Folder, key, language) ?? throw new KeyNotFoundException($"Features/{Folder}/Texts.json has no \"{key}\".");
            return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
        }
    }

    /// <summary>The word for a code of a record's field; what is no code is said as it is written.</summary>
    public string Choice(string field, string? code) => code is null ? "" : Find("Records", $"choice.{field}.{code}") ?? code;

    /// <summary>The word for a code of a field as one type of record has it.</summary>
    public string ChoiceOf(string type, string field, string? code) =>
        code is null ? "" : Find("Records", $"choice.{type}.{field}.{code}") ?? Choice(field, code);

    /// <summary>The words for several codes of a field of one type of record.</summary>
    public string Choices(string field, IEnumerable<string> codes) => string.Join(this["and"], codes.Select(code => Choice(field, code)));

    /// <summary>The organisation a member is registered in; of a guest's it says that it lies outside, or that nobody knows it.</summary>
    public string Home(HomeParty home) => home.IsOutside ? HomeName.OfOutside(home.Name, key => Find("Reception", key)!) : home.Name;

    /// <summary>据来函: how the word of a host outside reached home.</summary>
    public string Told(Told how) => this["told",
        string.Join(this["and"], new[] { Choice("toldWay", how.Way), Day(how.Day), how.Signer }.Where(part => !string.IsNullOrEmpty(part)))];

    public string Reason(string? code) => Choice("reason", code);

    public string Grade(string? code) => code is null ? "" : Find("Records", "grade." + code) ?? code;

    /// <summary>The category for dues; nothing where nobody has said it.</summary>
    public string? Category(Member member) => member.Category == DuesRates.Unsaid ? null : Coded("category", member.Category);

    /// <summary>Whether he is a migrant worker; nothing where nobody has said it.</summary>
    public string? Rural(Member member) => member.Rural is { } rural ? this[rural ? "yes" : "no"] : null;

    public string Coded(string prefix, string? code) => code is null ? "" : Find(Folder, $"{prefix}.{code}") ?? code;

    /// <summary>2026年3月5日; blank for a day that is not known.</summary>
    public string Day(DateOnly? day) =>
        day is { } known ? this["day", known.Year, known.Month, known.Day, known.ToString("MMMM", CultureInfo.InvariantCulture)] : "";

    /// <summary>2026年3月5日, or the same with room to write it by hand.</summary>
    public string DayOrBlank(DateOnly? day) => day is null ? this["day.blank"] : Day(day);

    public string Month(DateOnly? day) => day is { } known ? this["month", known.Year, known.Month] : "";

    public string Period(Period period) => period.Interval switch
    {
        Interval.Month => this["period.month", period.First.Year, period.First.Month],
        Interval.Quarter => this["period.quarter", period.First.Year, ((period.First.Month - 1) / 3) + 1],
        Interval.HalfYear => this["period.half." + (period.First.Month < 7 ? "1" : "2"), period.First.Year],
        _ => this["period.year", period.First.Year],
    };

    private string? Find(string folder, string key) => TextBook.Whole.Find(folder, key, language);
}
