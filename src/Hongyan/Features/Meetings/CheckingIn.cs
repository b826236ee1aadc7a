using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Meetings;

/// <summary>What a member does himself: reads the notice of a meeting and checks in by its code.</summary>
public sealed class CheckingIn(HongyanDb db, Attending attending, Recording recording, Actor actor, TimeProvider clock)
{
    /// <summary>So many codes may be tried for one meeting; then the list in the room decides.</summary>
    public const int MostTries = 10;

    /// <summary>
    /// Checks the member in at the meeting of today that has this code and on whose list he stands. The answer is the meeting, or a key of
    /// the texts of this folder that says why not.
    /// </summary>
    public async Task<(BranchMeeting? Meeting, string? Refusal)> CheckInAsync(string? code, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var mine = await db.Attendances.Where(a => a.MemberId == actor.MemberId)
            .Join(db.Meetings.Where(m => m.OnDate == today && m.CancelledOn == null), a => a.MeetingId, m => m.Id, (a, m) => m)
            .ToListAsync(cancellation);
        if (mine.Count == 0)
            return (null, "check-in.none");
        var meeting = mine.Find(one => one.Code == code);
        var lines = new List<Attendance>();
        foreach (var one in mine.OrderBy(one => one.Id))
            lines.AddRange(await attending.HoldAsync(one.Id, [actor.MemberId!.Value], cancellation));
        if (lines.Exists(line => line.WrongCodes >= MostTries && line.State != "attended"))
            return (null, "check-in.tried");
        if (meeting is null)
        {
            lines.ForEach(line => line.WrongCodes++);
            await db.SaveChangesAsync(cancellation);
            return (null, "check-in.wrong");
        }
        if (lines.Find(line => line.MeetingId == meeting.Id) is { State: not "attended" } line)
            await attending.MarkAsync(meeting, [(line, Mark.OnSite)], cancellation);
        await db.SaveChangesAsync(cancellation);
        return (meeting, null);
    }

    /// <summary>The member opened the notice: a receipt on the list, and in the stay in which he was called.</summary>
    public async Task ReadAsync(BranchMeeting meeting, CancellationToken cancellation)
    {
        if (await attending.HoldAsync(meeting.Id, [actor.MemberId!.Value], cancellation) is not [{ ReadAt: null, InvitedAt: not null } line])
            return;
        line.ReadAt = clock.GetUtcNow();
        if (line.SojournId is { } stay && await recording.HoldAsync(line.MemberId, stay, cancellation) is { EndedOn: null } sojourn
            && sojourn.HostPath == meeting.OrgPath)
            await recording.AddAsync(sojourn, [new Notified { On = ChinaDate.Today(clock), Event = Inviting.Occasion(meeting), How = "opened" }], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
