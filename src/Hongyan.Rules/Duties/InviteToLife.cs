using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The host branch calls the member to its meetings, at the latest on the day itself.</summary>
[Clause("C-2.2.2d", "D-2.4b")]
public sealed class InviteToLife() : DutyRule("invite-to-life", Party.HostBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.OfPeriod<Notified>(Side.Host, "event");

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Hosted is not { } hosted)
            yield break;
        foreach (var meeting in NotifyRights.EachOccasion(story, announced => announced is Meeting { Of: Side.Host }))
        {
            var opens = Later(meeting.AnnouncedOn, hosted.First);
            if (meeting.TakesPlace >= hosted.First && hosted.Holds(opens))
            {
                yield return Owe(story, opens, meeting.TakesPlace, NotifyRights.NoticeOf(story, opens, meeting), NotifyRights.Occasion(meeting),
                    missed: meeting.TakesPlace.AddDays(1));
            }
        }
    }
}
