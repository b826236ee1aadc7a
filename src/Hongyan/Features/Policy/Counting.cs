using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>
/// What a new value counts for, as the rules read it: an interval from the first period that begins under it, a day of the year from the first
/// year, a term from what happens under it, anything else from its day.
/// </summary>
internal static class Counting
{
    public static string Of(Parameter parameter) => parameter switch
    {
        Parameter<Interval> => "periods",
        Parameter<DayOfYear> => "years",
        Parameter<Term> => "events",
        _ when parameter.Name.StartsWith("period.", StringComparison.Ordinal) => "periods",
        _ when parameter.Name == Parameters.CareDates.Name => "years",
        _ => "days",
    };
}
