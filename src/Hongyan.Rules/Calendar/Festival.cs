using System.Globalization;

namespace Hongyan.Rules.Calendar;

/// <summary>A day of the year on which members are greeted.</summary>
/// <param name="Key">spring-festival, or month and day such as 07-01.</param>
/// <param name="Day">The day in that year.</param>
public sealed record Festival(string Key, DateOnly Day)
{
    private const string Spring = "spring-festival";
    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>The festivals of a year from 1901 to 2100 for keys such as spring-festival and 07-01.</summary>
    /// <exception cref="FormatException">A key is neither.</exception>
    public static IEnumerable<Festival> In(int year, IEnumerable<string> keys) =>
        keys.Select(key => new Festival(key, key == Spring
            ? DateOnly.FromDateTime(Lunar.ToDateTime(year, 1, 1, 0, 0, 0, 0))
            : DayOfYear.Parse(key).In(year)));

    /// <summary>The key itself when it names a festival.</summary>
    /// <exception cref="FormatException">It names none.</exception>
    public static string Check(string key) => key == Spring ? key : DayOfYear.Parse(key).ToString();

    /// <summary>The name of the festival as a period: 2026-spring-festival, 2026-07-01.</summary>
    public string Period => FormattableString.Invariant($"{Day.Year}-{Key}");
}
