using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>Notes who did what, in the transaction that does it. Never a personal number.</summary>
public sealed class Audit(HongyanDb db, Actor actor, TimeProvider clock)
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
            insert into audit_entry (id, at, account_id, org_path, act, subject, details, role, from_address, member_id)
            values ({one.Id}, {one.At}, {one.AccountId}, {one.OrgPath}, {one.Act}, {one.Subject}, {one.Details}::jsonb, {one.Role}, {one.FromAddress}, {one.MemberId})
            """, cancellation);
    }

    /// <summary>An entry that is sent with other rows, and not noted here.</summary>
    internal AuditEntry Entry(string act, string? subject, object? details, string? reason, Guid? member) => new()
    {
        Id = Guid.CreateVersion7(),
        At = clock.GetUtcNow(),
        AccountId = actor.AccountId,
        OrgPath = actor.OrgPath,
        Role = actor.Role,
        FromAddress = actor.Address,
        Reason = reason,
        Act = act,
        Subject = subject,
        MemberId = member,
        Details = details is null ? null : JsonSerializer.Serialize(details, EventJson.Options),
    };
}
