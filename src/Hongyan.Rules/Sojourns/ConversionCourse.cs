namespace Hongyan.Rules.Sojourns;

/// <summary>One round of a conversion: everything about one end of probation.</summary>
public sealed record ConversionRound(
    DateOnly? End,
    ConversionOpinionAsked? Asked = null,
    ConversionOpinion? Opinion = null,
    ConversionDecided? Decided = null,
    ConversionApproved? Approved = null);

/// <summary>A decision that the committee has approved: from then on it holds.</summary>
public sealed record ApprovedConversion(ConversionDecided Decided, DateOnly On);

/// <summary>The course of a conversion, in one round or, when probation was extended, in two. Source: facts §6.</summary>
public static class ConversionCourse
{
    /// <summary>Probation is extended once, by at least half a year and at most a year.</summary>
    public const int ShortestExtensionMonths = 6;
    public const int LongestExtensionMonths = 12;

    /// <param name="events">The events of a stay; those about a conversion count.</param>
    /// <param name="end">The end of probation as the member's facts have it.</param>
    public static IReadOnlyList<ConversionRound> Of(IEnumerable<SojournEvent> events, DateOnly? end)
    {
        var rounds = new List<ConversionRound>();
        var told = events.Where(happened => Rank(happened) > 0).OrderBy(happened => happened.On).ThenBy(Rank).ToList();
        var round = new ConversionRound(told.OfType<ConversionDecided>().FirstOrDefault()?.ProbationEnds ?? end);
        foreach (var happened in told)
        {
            if (happened is ConversionDecided && round.Decided is not null)
            {
                rounds.Add(round);
                round = new ConversionRound(round.End);
            }
            round = happened switch
            {
                ConversionOpinionAsked asked => round with { Asked = round.Asked ?? asked },
                ConversionOpinion opinion => round with { Opinion = opinion },
                ConversionDecided decided => round with { Decided = decided, End = decided.ProbationEnds ?? round.End },
                ConversionApproved approved when round.Decided is not null => round with { Approved = round.Approved ?? approved },
                _ => round,
            };
            if (round is { Decided: { Result: "extended" } extension, Approved: not null })
            {
                rounds.Add(round);
                round = new ConversionRound(extension.ExtendedTo ?? round.End?.AddMonths(ShortestExtensionMonths));
            }
        }
        return [.. rounds, round];
    }

    /// <summary>The decision that holds: the last one approved.</summary>
    public static ApprovedConversion? Holding(IEnumerable<SojournEvent> events) =>
        Of(events, end: null).LastOrDefault(round => round is { Decided: not null, Approved: not null }) is { } round
            ? new ApprovedConversion(round.Decided!, round.Approved!.On)
            : null;

    /// <summary>Why a decision cannot stand: too-early, short, long or second. Nothing when it can.</summary>
    /// <param name="extendedBefore">Whether probation has been extended already.</param>
    public static string? Refusal(ConversionDecided decided, DateOnly? end, bool extendedBefore)
    {
        if (end is not { } day || decided.Result == "cancelled")
            return null;
        if (decided.On < day)
            return "too-early";
        if (decided.Result != "extended")
            return null;
        return extendedBefore ? "second"
            : decided.ExtendedTo < day.AddMonths(ShortestExtensionMonths) ? "short"
            : decided.ExtendedTo > day.AddMonths(LongestExtensionMonths) ? "long"
            : null;
    }

    private static int Rank(SojournEvent happened) => happened switch
    {
        ConversionOpinionAsked => 1,
        ConversionOpinion => 2,
        ConversionDecided => 3,
        ConversionApproved => 4,
        _ => 0,
    };
}
