using System.Text.Json;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Platform;

/// <summary>Notes what was done, in the transaction that does it; the database adds who and when. Never a personal number, a name or a secret.</summary>
public sealed class Audit(HongyanDb db, Actor actor)
{
    /// <summary>Whether this request has noted something already.</summary>
    public bool HasNoted { get; private set; }

    /// <param name="subject">What was acted on, by its id.</param>
    /// <param name="member">Whom it concerns: he may read the entry.</param>
    public void Note(string act, string? subject = null, object? details = null, string? reason = null, Guid? member = null)
    {
        HasNoted = true;
        db.Audit.Add(Entry(act, subject, details, reason, member));
    }

    /// <summary>Notes at once that something was looked at, and saves nothing else.</summary>
    public async Task LookAsync(string act, Guid member, object? details, CancellationToken cancellation)
    {
        HasNoted = true;
        var one = Entry(act, member.ToString(), details, reason: null, member);
        await db.Database.ExecuteSqlAsync($"""
            insert into audit_entry (id, act, subject, details, from_address, member_id)
            values ({one.Id}, {one.Act}, {one.Subject}, {one.Details}::jsonb, {one.FromAddress}, {one.MemberId})
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
