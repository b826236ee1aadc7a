using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>The last attempt to reach the member failed, or his details are older than a year.</summary>
[Clause("E-2.1a", "D-2.1a")]
public sealed class StaleContactDetails() : WarningRule("stale-contact-details")
{
    public override Warning? In(Story story)
    {
        if (story.Away is not { } away || !away.Holds(story.AsOf))
            return null;
        if (story.All<Contact>().LastOrDefault() is { Reached: false } failed)
            return Warn(failed.On);
        var confirmed = story.Events.Where(happened => happened is DepartureReported or ReportedIn or ChangeReported)
            .Select(happened => happened.On)
            .Append(story.Member.DetailsOn is { } known && known <= story.AsOf ? known : DateOnly.MinValue)
            .Max();
        var stale = (confirmed == DateOnly.MinValue ? away.First : confirmed).AddMonths(story.Home.Get(Parameters.DetailsStaleMonths, story.AsOf));
        return story.AsOf > stale ? Warn(stale) : null;
    }
}
