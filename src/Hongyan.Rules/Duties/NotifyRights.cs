using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home tells the member of elections and major matters of his branch, at the latest on the day before.</summary>
[Clause("A-2.1.3b", "A-2.1.3c", "C-2.1.2g", "D-2.6b")]
public sealed class NotifyRights() : DutyRule("notify-rights", Party.HomeBranch)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var announced in EachOccasion(story, announced => announced is Election { Of: Side.Home } or MajorMatter { Of: Side.Home }))
        {
            if (away.Holds(announced.AnnouncedOn))
            {
                yield return Owe(story, announced.AnnouncedOn, announced.TakesPlace.AddDays(-1),
                    happened => Tells(happened, announced), Occasion(announced));
            }
        }
    }

    /// <summary>The announcements of some sort, each day's once however often it was announced.</summary>
    internal static IEnumerable<Announcement> EachOccasion(Story story, Func<Announcement, bool> where) =>
        story.All<Announcement>().Where(where).OrderBy(announced => announced.AnnouncedOn).DistinctBy(Occasion);

    /// <summary>Whether a notice is about the announcement: by its name, its kind or its day.</summary>
    internal static bool Tells(SojournEvent happened, Announcement announced) => happened is Notified { IsTold: true } notice && IsNamed(notice.Event, announced);

    internal static bool IsNamed(string name, Announcement announced) => name == EventJson.TypeOf(announced) || name == announced.Name
        || name == NameOf(announced.TakesPlace) || name == Occasion(announced);

    internal static string Occasion(Announcement announced) => $"{EventJson.TypeOf(announced)}-{NameOf(announced.TakesPlace)}";
}
