using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>A record is never changed: a later one names it and takes its place. Only the side that wrote it may do so.</summary>
public static class Corrections
{
    /// <summary>The record, unless it has been corrected already.</summary>
    public static Task<Record?> FindAsync(HongyanDb db, Guid member, Guid id, CancellationToken cancellation) => db.Records.AsNoTracking()
        .FirstOrDefaultAsync(r => r.MemberId == member && r.Id == id
            && !db.Records.Any(later => later.MemberId == member && later.CorrectsId == id), cancellation);

    /// <summary>What holds now in place of a record: its last correction, or the record itself.</summary>
    public static async Task<Record?> PresentAsync(HongyanDb db, Guid member, Guid id, CancellationToken cancellation)
    {
        for (var records = db.Records.AsNoTracking().Where(r => r.MemberId == member); ;)
        {
            var present = id;
            var later = await records.Where(r => r.CorrectsId == present).OrderByDescending(r => r.RecordedAt).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancellation);
            if (later is null) return await records.FirstOrDefaultAsync(r => r.Id == present, cancellation);
            id = later.Value;
        }
    }

    /// <summary>What is not corrected but decided anew: a waiver, an amount, a reduction.</summary>
    public static readonly string[] Never = ["waived", "dues-set", "dues-reduction-asked", "dues-reduction-decided"];

    public static string? Refusal(Record record, Actor actor) =>
        IsOfList(record) ? "refusal.attendance" : IsAllowed(record, actor) ? null : "refusal.writer";

    /// <summary>What a member wrote himself is his; what was imported or written by a job belongs to home.</summary>
    public static bool IsAllowed(Record record, Actor actor) =>
        !IsOfList(record) && !IsOfMember(record) && Writers.Within(record.OrgPath ?? record.HomePath, actor.OrgPath);

    private static bool IsOfMember(Record record) => record is { OrgPath: null, AccountId: not null };

    /// <summary>Attendance is corrected on the list of the meeting, so that list and record never differ.</summary>
    private static bool IsOfList(Record record) =>
        record.Type == "organized-life" && EventJson.Read(record.Data) is OrganizedLife { Meeting: not null };
}
