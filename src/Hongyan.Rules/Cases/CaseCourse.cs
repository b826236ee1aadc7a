using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Cases;

/// <summary>What cannot happen in one sojourn, however its words are written.</summary>
internal static class CaseCourse
{
    /// <exception cref="FormatException">The case tells of what cannot be; the message names the case and the day.</exception>
    public static void Check(CaseFile file)
    {
        if (file.Events.OfType<DepartureReported>().Skip(1).FirstOrDefault() is { } again)
            throw new FormatException($"“{file.Name}”: {Day(again.On)}: a sojourn has one departure; a second one is another case.");
        var extensions = file.Events.OfType<ConversionDecided>().Where(decided => decided.Result == "extended").OrderBy(decided => decided.On).ToList();
        if (extensions.Skip(1).FirstOrDefault() is { } second)
            throw new FormatException($"“{file.Name}”: {Day(second.On)}: probation is extended once; this is a second extension.");
        if (extensions is not [{ ExtendedTo: { } to } extension]
            || (extension.ProbationEnds ?? file.Member.EndOfProbation) is not { } end)
            return;
        var (first, last) = (end.AddMonths(ConversionCourse.ShortestExtensionMonths), end.AddMonths(ConversionCourse.LongestExtensionMonths));
        if (to < first || to > last)
            throw new FormatException(
                $"“{file.Name}”: {Day(extension.On)}: probation that ends on {Day(end)} is extended by 6 to 12 months, "
                    + $"to a day from {Day(first)} to {Day(last)}, not to {Day(to)}.");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
