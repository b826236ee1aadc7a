using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home tells the member of elections and major matters of his branch, at the latest on the day before.</summary>
[Clause("A-2.1.3b", "A-2.1.3c", "C-2.1.2g", "D-2.6b")]
public sealed class NotifyRights() : DutyRule("notify-rights", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.OfPeriod<Notified>(Side.Home, "event");

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var announced in EachOccasion(story, announced => announced is Election { Of: Side.Home } or MajorMatter { Of: Side.Home }))
        {
            if (away.Holds(announced.AnnouncedOn))
            {
                yield return Owe(story, announced.AnnouncedOn, announced.TakesPlace.AddDays(-1), NoticeOf(story, announced.AnnouncedOn, announced),
                    Occasion(announced), missed: announced.TakesPlace.AddDays(1));
            }
        }
    }

    /// <summary>The announcements of some sort, each day's once however often it was announced.</summary>
    internal static IEnumerable<Announcement> EachOccasion(Story story, Func<Announcement, bool> where) =>
        story.All<Announcement>().Where(where).OrderBy(announced => announced.AnnouncedOn).DistinctBy(Occasion);

    /// <summary>The first notice of the announcement, by its name, its kind or its day; one that comes after it is none.</summary>
    internal static Notified? NoticeOf(Story story, DateOnly opens, Announcement announced) =>
        story.First<Notified>(notice => notice.On >= opens && notice.On <= announced.TakesPlace && Tells(notice, announced));

    /// <summary>Whether a notice told the member of the announcement: what was only posted or delivered tells nobody.</summary>
    internal static bool Tells(Notified notice, Announcement announced) => notice.IsTold && notice.Event.Length > 0 && IsNamed(notice.Event, announced);

    internal static bool IsNamed(string name, Announcement announced) => name == EventJson.TypeOf(announced) || name == announced.Name
        || name == NameOf(announced.TakesPlace) || name == Occasion(announced);

    internal static string Occasion(Announcement announced) => $"{EventJson.TypeOf(announced)}-{NameOf(announced.TakesPlace)}";
}
