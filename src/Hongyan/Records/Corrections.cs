using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>A record is never changed: a later one names it and takes its place. Only the side that wrote it may do so.</summary>
public static class Corrections
{
    /// <summary>The record, unless it has been corrected already.</summary>
    public static Task<Record?> FindAsync(HongyanDb db, Guid member, Guid id, CancellationToken cancellation) => db.Records.AsNoTracking()
        .FirstOrDefaultAsync(r => r.OwnerId == member && r.Id == id
            && !db.Records.Any(later => later.OwnerId == member && later.CorrectsId == id), cancellation);

    /// <summary>What holds now in place of a record: its last correction, or the record itself.</summary>
    public static async Task<Record?> PresentAsync(HongyanDb db, Guid member, Guid id, CancellationToken cancellation)
    {
        for (var records = db.Records.AsNoTracking().Where(r => r.OwnerId == member); ;)
        {
            var present = id;
            var later = await records.Where(r => r.CorrectsId == present)
                .OrderByDescending(r => r.RecordedAt)
                .Select(r => (Guid?)r.Id)
                .FirstOrDefaultAsync(cancellation);
            if (later is null) return await records.FirstOrDefaultAsync(r => r.Id == present, cancellation);
            id = later.Value;
        }
    }

    /// <summary>Whether records of a type are corrected by a form; what is decided anew is not.</summary>
    public static bool CanBeCorrected(string type) => SojournRecords.Book.Find(type)?.CanBeCorrected == true;

    public static string? Refusal(Record record, Actor actor) =>
        IsOfList(record) ? "refusal.attendance" : IsAllowed(record, actor) ? null : "refusal.writer";

    /// <summary>Whether records of a type are taken back by striking them.</summary>
    public static bool CanBeStruck(string type) => SojournRecords.Book.Find(type)?.CanBeStruck == true;

    /// <summary>Letters of some members that the other side has read: they cannot be unread, so a second letter follows them.</summary>
    public static async Task<IReadOnlySet<Guid>> ReadLettersAsync(HongyanDb db, IReadOnlyCollection<Guid> members, CancellationToken cancellation) =>
        (await ReadLetters(db, members).ToListAsync(cancellation)).ToHashSet();

    internal static IQueryable<Guid> ReadLetters(HongyanDb db, IReadOnlyCollection<Guid> members) =>
        db.Exchanges.Where(e => members.Contains(e.MemberId) && e.Kind == "letter" && e.HostPath != null
            && (e.Writer == "home" ? e.HostSeenAt : e.HomeSeenAt) != null).Select(e => e.Id);

    /// <summary>Why the actor cannot strike a record; nothing when he can. For some days its writer can, after them only the committee.</summary>
    /// <param name="read">The letters that were read, from <see cref="ReadLettersAsync"/>.</param>
    public static string? StrikeRefusal(Record record, IReadOnlySet<Guid> read, Actor actor, DateOnly recordedOn, DateOnly today, int days)
    {
        if (IsOfList(record))
            return "refusal.attendance";
        if (SojournRecords.Book.Find(record.Type)?.Undo == Undo.Judgement)
            return "refusal.strike.judgement";
        if (!CanBeStruck(record.Type))
            return "refusal.strike.elsewhere";
        if (read.Contains(record.Id))
            return "refusal.strike.read";
        if (actor.Can(Access.Clerk) && IsAllowed(record, actor))
            return null;
        if (record.AccountId is null || record.AccountId != actor.AccountId)
            return "refusal.strike.writer";
        return today.DayNumber - recordedOn.DayNumber <= days ? null : "refusal.strike.late";
    }

    /// <summary>What a member wrote himself is his; what was imported or written by a job belongs to home, and of a guest to the host.</summary>
    public static bool IsAllowed(Record record, Actor actor) =>
        !IsOfList(record) && !IsOfMember(record) && Writers.Within(record.OrgPath ?? record.HomePath ?? record.HostPath, actor.OrgPath);

    private static bool IsOfMember(Record record) => record is { OrgPath: null, AccountId: not null };

    /// <summary>Attendance is corrected on the list of the meeting, so that list and record never differ.</summary>
    private static bool IsOfList(Record record) =>
        record.Type == "organized-life" && EventJson.Read(record.Data) is OrganizedLife { Meeting: not null };
}
