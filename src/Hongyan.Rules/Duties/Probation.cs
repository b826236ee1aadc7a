using System.Globalization;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The ends of probation of one member: the first, and a second one when it was extended. Source: facts §6.</summary>
internal static class Probation
{
    /// <summary>
    /// Each end that lies in the sojourn or after it began, with the sojourn's days and the name of the occasion: nothing for the first end, its
    /// day for the extended one. The approved extension moved the member's own date on: the decision knows which end it was about. A member converted since is
    /// told as the probationary member he was.
    /// </summary>
    public static IEnumerable<(Span Away, DateOnly End, string? Occasion)> Ends(Story story)
    {
        if (story.Answered is not { } away || (story.First<ConversionDecided>()?.ProbationEnds ?? story.Member.EndOfProbation) is not { } end)
            yield break;
        if (story.Member.Status != "probationary" && story.First<ConversionDecided>() is null)
            yield break;
        // what begins only after the sojourn is over is no longer told here
        if (story.End < end.AddDays(-story.Home.Get(Parameters.ProbationAskBefore, end)))
            yield break;
        if (end >= away.First)
            yield return (away, end, null);
        if (story.First<ConversionDecided>(decided => decided.Result == "extended") is { } extension
            && (extension.ExtendedTo ?? end.AddMonths(ConversionCourse.ShortestExtensionMonths)) is var extended
            && extended > end && extended >= away.First)
        {
            yield return (away, extended, extended.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }
}
