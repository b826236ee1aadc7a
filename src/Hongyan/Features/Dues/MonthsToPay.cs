using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Dues;

/// <summary>For which months dues can be taken, and which of them are ticked at first.</summary>
internal static class MonthsToPay
{
    private const int MonthsBack = 15;
    private const int MonthsAhead = 3;

    /// <summary>The newest months of the stay that are owed, and some of those to come; those chosen stay on offer.</summary>
    public static IReadOnlyList<DuesMonth> Of(Payer payer, IReadOnlyCollection<string> chosen, DateOnly today)
    {
        var first = Later(payer.Sojourn.DepartedOn, today.AddMonths(-MonthsBack));
        var last = payer.Sojourn.EndedOn ?? Later(today.AddMonths(MonthsAhead), new DateOnly(today.Year, 12, 31));
        return [.. payer.Account.Months(first, last)
            .Where(month => month.State is DuesState.Open or DuesState.Part or DuesState.Unset || chosen.Contains(month.Name))];
    }

    /// <param name="asked">The month or quarter of the duty that is to be closed.</param>
    public static IReadOnlyList<string> Preset(Payer payer, string? asked, DateOnly today)
    {
        List<DuesMonth> offered = [.. Of(payer, [], today).Where(month => month.State != DuesState.Unset)]; // what has no amount is not ticked
        if (Period.ReadMonth(asked ?? "") is not null)
            return [asked!];
        if (Months.Of(asked, payer.Sojourn.DepartedOn) is { } months)
            return [.. offered.Select(month => month.Name).Intersect(months.Split(','))];
        var now = new Period(Interval.Month, new DateOnly(today.Year, today.Month, 1));
        var until = payer.Account.IsQuarterly ? Period.Of(Interval.Quarter, today).Last : now.Last;
        var reach = today.AddMonths(-payer.Story.Home.Get(Parameters.DuesBackMonths, today));
        return [.. offered.Where(month => Period.ReadMonth(month.Name) is { } one && one.First <= until && one.Last >= reach)
            .Select(month => month.Name)];
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
