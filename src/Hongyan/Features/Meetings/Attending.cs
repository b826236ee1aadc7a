using Hongyan.Data;
using Hongyan.Features.Mine;
using Hongyan.Features.Notices;
using Hongyan.Features.Points;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Meetings;

/// <summary>How somebody took part, as ticked.</summary>
public sealed record Mark(string State, bool Online)
{
    public static readonly Mark None = new("invited", false), OnSite = new("attended", false), Remote = new("attended", true),
        Excused = new("excused", false), Absent = new("absent", false);

    /// <summary>As it stands in forms.</summary>
    public static IReadOnlyDictionary<string, Mark> All { get; } = new Dictionary<string, Mark>
    {
        ["none"] = None, ["onsite"] = OnSite, ["online"] = Remote, ["excused"] = Excused, ["absent"] = Absent,
    };

    public static string NameOf(string state, bool online) => state switch
    {
        "attended" => online ? "online" : "onsite",
        "invited" => "none",
        _ => state,
    };

    public bool Came => State == "attended";
}

/// <summary>
/// The one way attendance comes into being, by code and by list alike: the line of the list and, for a member on a stay, the record of
/// organised life that both sides see. There is never more than one record for one meeting; what was ticked in error is struck by a correction.
/// </summary>
public sealed class Attending(HongyanDb db, Recording recording, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>The lines of some members, held until the transaction ends.</summary>
    public async Task<List<Attendance>> HoldAsync(Guid meeting, IReadOnlyCollection<Guid> members, CancellationToken cancellation)
    {
        Guid[] ids = [.. members];
        return await db.Attendances
            .FromSql($"select * from hold_attendance({meeting}, {ids})")
            .ToListAsync(cancellation);
    }

    /// <summary>Marks lines that are held. Nothing is saved yet.</summary>
    public async Task MarkAsync(BranchMeeting meeting, IReadOnlyCollection<(Attendance Line, Mark Mark)> marks, CancellationToken cancellation)
    {
        var changed = marks.Where(one => (one.Line.State, one.Line.Online) != (one.Mark.State, one.Mark.Online)).ToList();
        await RecordAsync(meeting, [.. changed.Where(one => one.Line.SojournId is not null && (one.Mark.Came || one.Line.State == "attended"))], cancellation);
        foreach (var (line, mark) in changed)
        {
            (line.State, line.Online) = (mark.State, mark.Online);
            line.MarkedAt = mark == Mark.None ? null : clock.GetUtcNow();
            line.AccountId = actor.AccountId;
        }
        if (changed.Count > 0)
            audit.Note("attendance", meeting.Id.ToString(), new { Marked = changed.Count });
    }

    private async Task RecordAsync(BranchMeeting meeting, IReadOnlyList<(Attendance Line, Mark Mark)> changed, CancellationToken cancellation)
    {
        if (changed.Count == 0)
            return;
        List<Guid> ids = [.. changed.Select(one => one.Line.SojournId!.Value)];
        var sojourns = (await recording.HoldAllAsync(ids, cancellation)).ToDictionary(sojourn => sojourn.Id);
        var written = await WrittenAsync(meeting, ids, cancellation);
        foreach (var (line, mark) in changed)
        {
            if (!sojourns.TryGetValue(line.SojournId!.Value, out var sojourn) || sojourn.EndedOn < meeting.OnDate)
                continue;
            var old = written.TryGetValue(sojourn.Id, out var found) ? found : (Guid?)null;
            if (Next(meeting, mark, old) is { } entry)
                await recording.WriteAsync(
                    sojourn, mark.Came && await IsUntoldAsync(sojourn, meeting, cancellation) ? [entry, Answered(meeting)] : [entry], cancellation);
        }
    }

    /// <summary>What is to be written: that he came, how he came instead, or that he did not come after all.</summary>
    private static Entry? Next(BranchMeeting meeting, Mark mark, Guid? old) => mark.Came
        ? new Entry(Guid.CreateVersion7(), Life(meeting, mark.Online), old)
        : old is null ? null : new Entry(Guid.CreateVersion7(), new Struck { On = meeting.OnDate, Reason = "attendance", Note = meeting.Title }, old);

    /// <summary>Whether he was called to the meeting and nothing says yet that he knew of it.</summary>
    private async Task<bool> IsUntoldAsync(Sojourn sojourn, BranchMeeting meeting, CancellationToken cancellation)
    {
        var (events, occasion) = (await recording.EventsAsync(sojourn, cancellation), Inviting.Occasion(meeting));
        return events.OfType<Meeting>().Any(called => called.TakesPlace == meeting.OnDate && called.Of == Side.Host && called.AnnouncedOn <= meeting.OnDate)
            && !events.OfType<Notified>().Any(told => told.Event == occasion && told.IsTold);
    }

    /// <summary>Who came has answered the call.</summary>
    private static Entry Answered(BranchMeeting meeting) =>
        Entry.New(new Notified { On = meeting.OnDate, Event = Inviting.Occasion(meeting), How = "answered" });

    /// <summary>The records of this meeting that hold, by stay.</summary>
    private async Task<Dictionary<Guid, Guid>> WrittenAsync(BranchMeeting meeting, List<Guid> sojourns, CancellationToken cancellation)
    {
        var records = await db.Database.SqlQuery<LifeRecord>($"""
            select r.case_id as "SojournId", r.id as "Id" from record r
            where r.case_id = any({sojourns.ToArray()}) and r.type = 'organized-life' and r.data ->> 'meeting' = {meeting.Id.ToString()}
              and r.on_date = {meeting.OnDate}
              and r.owner_id = any(select member_id from attendance where meeting_id = {meeting.Id})
              and not exists (select 1 from record later where later.owner_id = r.owner_id and later.corrects_id = r.id)
            """).ToListAsync(cancellation);
        return records.ToDictionary(one => one.SojournId, one => one.Id);
    }

    private static OrganizedLife Life(BranchMeeting meeting, bool online) =>
        new() { On = meeting.OnDate, Offline = !online, Kind = meeting.Kind, Meeting = meeting.Id, Note = meeting.Title };

    private sealed record LifeRecord(Guid SojournId, Guid Id);
}
