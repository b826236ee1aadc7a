using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>No contact of any kind for six months. Marking a member as lost remains a person's act.</summary>
[Clause(Facts = "facts §3, §7")]
public sealed class LostContact() : WarningRule("lost-contact")
{
    public override Warning? In(Story story)
    {
        if (story.Away is not { } away || !away.Holds(story.AsOf))
            return null;
        var since = LastSign(story, away);
        var reached = since.AddMonths(story.Home.Get(Parameters.LostContactMonths, story.AsOf));
        return story.AsOf >= reached ? Warn(since, reached) : null;
    }

    /// <summary>The first day on which a person may mark the member as out of contact; nothing when he is not away.</summary>
    public static DateOnly? MayBeMarkedFrom(Story story) =>
        story.Away is { } away ? LastSign(story, away).AddMonths(story.Home.Get(Parameters.LostContactMonths, story.AsOf)) : null;

    /// <summary>From when he is counted as out of contact: the last organised life or dues, else the departure. Source: facts §7.</summary>
    public static DateOnly? CountsFrom(Story story) => story.Away is { } away
        ? story.Events.Where(happened => happened is OrganizedLife or DuesPaid).Select(happened => happened.On).Append(away.First).Max()
        : null;

    private static DateOnly LastSign(Story story, Span away) =>
        story.Events.Where(happened => happened.IsSignOfLife()).Select(happened => happened.On).Append(away.First).Max();
}
