using System.Globalization;
using System.Text.RegularExpressions;

namespace Hongyan.Rules.Calendar;

public enum TermUnit
{
    Days,
    Workdays,
    Months,
}

/// <summary>A term such as 30 days, 10 workdays or 3 months, counted from the day after its trigger.</summary>
public readonly partial record struct Term(int Count, TermUnit Unit)
{
    /// <summary>The last day of the term. N months are the same day of that month, or its last day.</summary>
    public DateOnly After(DateOnly trigger, WorkCalendar calendar) => Unit switch
    {
        TermUnit.Days => trigger.AddDays(Count),
        TermUnit.Workdays => calendar.AddWorkdays(trigger, Count),
        _ => trigger.AddMonths(Count),
    };

    /// <summary>Reads "30 days", "10 workdays", "3 months".</summary>
    /// <exception cref="FormatException">The text is no term.</exception>
    public static Term Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            throw new FormatException($"“{text}” is no term; write for example 30 days, 10 workdays or 1 month.");
        return new Term(
            int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture),
            match.Groups["unit"].Value.ToLowerInvariant() switch { "day" => TermUnit.Days, "workday" => TermUnit.Workdays, _ => TermUnit.Months });
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count} {Unit.ToString().ToLowerInvariant()}");

    /// <summary>Roughly how long, to tell the stricter of two terms; a working day counts 1.4 days.</summary>
    public double Strictness => Unit switch { TermUnit.Days => Count, TermUnit.Workdays => Count * 1.4, _ => Count * 30.4 };

    [GeneratedRegex(@"^\s*(?<count>[0-9]{1,4})\s*(?<unit>workday|day|month)s?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
