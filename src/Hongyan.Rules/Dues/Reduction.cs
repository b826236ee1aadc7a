using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Dues;

/// <summary>A reduction the committee has approved: what is paid a month from a month to a month. Source: facts §4, article 7.</summary>
public sealed record Reduction(DuesReductionDecided Decision, string From, string To, decimal Monthly)
{
    /// <summary>Nothing is to be paid at all.</summary>
    public bool IsWaiver => Monthly == 0;

    public bool Holds(string month) => string.CompareOrdinal(From, month) <= 0 && string.CompareOrdinal(month, To) <= 0;

    /// <summary>The approved ones in their order. A decision that does not say what it grants grants what was asked last.</summary>
    /// <param name="events">In the order in which they happened.</param>
    public static IEnumerable<Reduction> In(IEnumerable<SojournEvent> events)
    {
        DuesReductionAsked? asked = null;
        foreach (var happened in events)
        {
            asked = happened as DuesReductionAsked ?? asked;
            if (happened is DuesReductionDecided { Approved: true } decision
                && (decision.From ?? asked?.From) is { } from && (decision.To ?? asked?.To) is { } to && (decision.Monthly ?? asked?.Monthly) is { } monthly)
                yield return new Reduction(decision, from, to, monthly);
        }
    }
}
