using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Meetings;

/// <summary>Plans meetings and tells those on the list; who was told is not told again.</summary>
public sealed class Inviting(HongyanDb db, Recording recording, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>The meeting, held: of two who tell, the second finds everybody told.</summary>
    public Task<BranchMeeting?> HoldAsync(Guid id, CancellationToken cancellation) =>
        db.Meetings.FromSql($"select * from meeting where id = {id} for update").SingleOrDefaultAsync(cancellation);

    /// <summary>Puts members on the list who are not on it.</summary>
    public async Task AddAsync(BranchMeeting meeting, IEnumerable<Belonging> people, CancellationToken cancellation)
    {
        var there = await db.Attendances.Where(a => a.MeetingId == meeting.Id).Select(a => a.MemberId).ToListAsync(cancellation);
        db.Attendances.AddRange(people.ExceptBy(there, person => person.Id).Select(person => new Attendance
        {
            MemberId = person.Id,
            Id = Guid.CreateVersion7(),
            MeetingId = meeting.Id,
            SojournId = person.SojournId,
            State = "invited",
            HomePath = person.HomePath,
            OrgPath = meeting.OrgPath,
        }));
    }

    /// <summary>
    /// Posts the notice to everybody on the list who did not get it yet, and says how many. The host's duty to call a member placed with it
    /// is closed when he opens the notice, comes, or a person tells him.
    /// </summary>
    public async Task<int> TellAsync(BranchMeeting meeting, CancellationToken cancellation)
    {
        var lines = await db.Attendances.Where(a => a.MeetingId == meeting.Id && a.InvitedAt == null).OrderBy(a => a.MemberId).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        var today = ChinaDate.Of(now);
        var sojourns = await recording.HoldAllAsync([.. lines.Select(line => line.SojournId).OfType<Guid>()], cancellation);
        var accounts = await OwnAccounts.OfAsync(db, [.. sojourns.Select(sojourn => sojourn.MemberId)], cancellation);
        foreach (var sojourn in sojourns.Where(sojourn => sojourn.HostPath == meeting.OrgPath && sojourn.EndedOn is null))
        {
            var called = new Meeting { On = today, TakesPlace = meeting.OnDate, Of = Side.Host, Name = meeting.Title };
            await recording.AddAsync(sojourn,
                accounts.Contains(sojourn.MemberId) ? [called, new Notified { On = today, Event = Occasion(meeting), How = "posted" }] : [called],
                cancellation);
        }
        foreach (var line in lines)
            line.InvitedAt = now;
        meeting.AnnouncedAt ??= now;
        audit.Note("meeting-announced", meeting.Id.ToString(), new { Told = lines.Count });
        return lines.Count;
    }

    /// <summary>
    /// Saves what was changed: the audit keeps what it was. Who has read the notice is asked to read it again.
    /// </summary>
    public async Task ChangeAsync(BranchMeeting meeting, string before, CancellationToken cancellation)
    {
        await db.Attendances.Where(a => a.MeetingId == meeting.Id && a.ReadAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ReadAt, (DateTimeOffset?)null), cancellation);
        audit.Note("meeting-changed", meeting.Id.ToString(), new { meeting.OrgPath, Before = before, After = Told(meeting) });
    }

    /// <summary>All that members are told of a meeting, in one line.</summary>
    public static string Told(BranchMeeting meeting) =>
        Told(meeting.Title, meeting.OnDate, meeting.StartsAt, meeting.Place, meeting.Online, meeting.Agenda);

    public static string Told(string title, DateOnly on, TimeOnly? starts, string? place, bool online, string? agenda) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{title} | {on:yyyy-MM-dd} {starts:HH:mm} | {place} | {(online ? "online" : "")} | {agenda?.ReplaceLineEndings(" ")}");

    public void Note(string act, BranchMeeting meeting) => audit.Note(act, meeting.Id.ToString(), new { meeting.OrgPath, meeting.OnDate, By = actor.Role });

    /// <summary>The name under which records of a stay speak of the meeting.</summary>
    public static string Occasion(BranchMeeting meeting) => "meeting-" + meeting.OnDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
