using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>
/// Six months without organised life, dues or assigned work, told two months ahead. Three separate counts; a recorded
/// valid reason stops the count, and it starts again after it.
/// </summary>
public abstract class SixMonths(string kind) : WarningRule(kind)
{
    public override Warning? In(Story story)
    {
        if (story.Away?.Holds(story.AsOf) != true || Counted(story) is not { } away || !away.Holds(story.AsOf))
            return null;
        var since = story.Events.Select(CountsUntil).OfType<DateOnly>()
            .Concat(story.All<ValidReason>().Where(reason => reason.From <= story.AsOf).Select(reason => reason.To < story.AsOf ? reason.To.Value : story.AsOf))
            .Concat(Excused(story))
            .Append(away.First)
            .Max();
        var early = since.AddMonths(story.Home.Get(Parameters.WarnEarlyMonths, story.AsOf));
        return story.AsOf >= early ? Warn(since, since.AddMonths(story.Home.Get(Parameters.WarnMonths, story.AsOf))) : null;
    }

    /// <summary>The days of which the records here can tell: of a guest those since he was placed.</summary>
    protected virtual Span? Counted(Story story) => story.Answered;

    /// <summary>The day from which the count starts anew after an event, or nothing when the event does not matter to it.</summary>
    protected abstract DateOnly? CountsUntil(SojournEvent happened);

    /// <summary>Days up to which there was nothing to be done in this count, beside recorded reasons.</summary>
    protected virtual IEnumerable<DateOnly> Excused(Story story) => [];
}
