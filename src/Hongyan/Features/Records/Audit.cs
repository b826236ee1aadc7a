using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Records;

/// <summary>Notes who did what, in the transaction that does it. Never a personal number.</summary>
public sealed class Audit(HongyanDb db, Actor actor, TimeProvider clock)
{
    public void Note(string act, string? subject = null, object? details = null, string? reason = null) => db.Audit.Add(new AuditEntry
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
        Details = details is null ? null : JsonSerializer.Serialize(details, EventJson.Options),
    });
}
