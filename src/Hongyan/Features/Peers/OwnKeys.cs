using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>
/// New keys of this installation: one person of a department makes them, another puts them in force. <see cref="Telling"/> says them to each peer, signed
/// with the keys that the peer knows; from when it seals for the new ones, what goes to it is signed with them (<see cref="KeyUse"/>).
/// </summary>
public sealed class OwnKeys(HongyanDb db, OwnCard own, Audit audit, Actor actor, TimeProvider clock)
{
    public async Task<string?> MakeAsync(CancellationToken cancellation)
    {
        if (actor.AccountId is not { } self || await own.ReadAsync(cancellation) is null)
            return "refusal.keys";
        var next = await own.GenerationAsync(cancellation) + 1;
        foreach (var use in new[] { KeptExchangeKey.Signing, KeptExchangeKey.Encryption })
        {
            if (!await own.MakeAsync(use, next, self, cancellation))
                return "refusal.keys"; // a colleague made some at the same moment
        }
        audit.Note("exchange-keys-made", details: new { Generation = next });
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Why the actor is not the second person; nothing when he is.</summary>
    public async Task<string?> SecondRefusalAsync(CancellationToken cancellation)
    {
        var waiting = await db.ExchangeKeys.Where(k => k.Waits).Select(k => k.MadeBy).FirstOrDefaultAsync(cancellation);
        return waiting is null || actor.AccountId is not { } self ? "refusal.keys" : waiting == self ? "refusal.keys.second" : null;
    }

    /// <param name="seen">The fingerprint that the page showed: others may have been made meanwhile.</param>
    public async Task<string?> ConfirmAsync(string? seen, CancellationToken cancellation)
    {
        if (await SecondRefusalAsync(cancellation) is { } wrong)
            return wrong;
        if (await own.NextAsync(cancellation) is not { } next || next.Fingerprint != seen)
            return "refusal.keys";
        var (self, today) = (actor.AccountId, ChinaDate.Today(clock));
        // of two who confirm at one moment the second finds none that are in force
        if (await db.Database.ExecuteSqlAsync($"""
            update exchange_key set retired_on = {today} where retired_on is null and not waits
              and exists (select from exchange_key w where w.waits and w.made_by <> {self})
            """, cancellation) == 0)
            return "refusal.keys";
        await db.ExchangeKeys.Where(k => k.Waits)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.Waits, false).SetProperty(k => k.ConfirmedBy, self), cancellation);
        audit.Note("exchange-keys-changed", details: new { Generation = await own.GenerationAsync(cancellation) });
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<string?> DropAsync(CancellationToken cancellation)
    {
        if (await db.ExchangeKeys.Where(k => k.Waits).ExecuteDeleteAsync(cancellation) == 0)
            return "refusal.keys";
        audit.Note("exchange-keys-dropped");
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}
