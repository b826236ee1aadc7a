using System.Text.Json;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Platform;

/// <summary>Notes what was done, in the transaction that does it; the database adds who and when. Never a personal number, a name or a secret.</summary>
public sealed class Audit(HongyanDb db, Actor actor)
{
    private readonly HashSet<Guid> noted = [];

    /// <param name="subject">What was acted on, by its id.</param>
    /// <param name="member">Whom it concerns: he may read the entry.</param>
    public void Note(string act, string? subject = null, object? details = null, string? reason = null, Guid? member = null)
    {
        if (member is { } concerned) noted.Add(concerned);
        db.Audit.Add(Entry(act, subject, details, reason, member));
    }

    /// <summary>
    /// Notes at once that members were looked at, and saves nothing else: an entry for each who is in sight and of whom this request notes nothing yet.
    /// </summary>
    /// <param name="ids">Of members or of their stays; an id that is neither is passed over.</param>
    public async Task LookAsync(string act, IReadOnlyCollection<Guid> ids, object details, CancellationToken cancellation)
    {
        var all = ids.ToArray();
        var seen = await db.Database.SqlQuery<Guid>($"""
            select m.id as "Value" from member m where m.id = any({all})
            union select m.id from sojourn s join member m on m.id = s.member_id where s.id = any({all})
            """).ToListAsync(cancellation);
        List<AuditEntry> entries = [.. seen.Where(noted.Add).Select(member => Entry(act, member.ToString(), details, reason: null, member))];
        if (entries.Count == 0) return;
        var (keys, members) = (entries.Select(one => one.Id).ToArray(), entries.Select(one => one.MemberId!.Value).ToArray());
        await db.Database.ExecuteSqlAsync($"""
            insert into audit_entry (id, act, subject, details, from_address, member_id)
            select one.id, {act}, one.member::text, {entries[0].Details}::jsonb, {actor.Address}, one.member from unnest({keys}, {members}) one (id, member)
            """, cancellation);
    }

    /// <summary>An entry that is sent with other rows, and not noted here.</summary>
    internal AuditEntry Entry(string act, string? subject, object? details, string? reason, Guid? member) => new()
    {
        Id = Guid.CreateVersion7(),
        FromAddress = actor.Address,
        Reason = reason,
        Act = act,
        Subject = subject,
        MemberId = member,
        Details = details is null ? null : JsonSerializer.Serialize(details, EventJson.Options),
    };
}
