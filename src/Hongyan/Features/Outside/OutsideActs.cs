using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>
/// What two persons do to entries: one asks, another one of his organisation or above it confirms. What was merged stays as it is and points to the
/// entry that stands for it, so that cases and papers keep their own and a parting loses nothing. A refusal is a key of the texts.
/// </summary>
public sealed class OutsideActs(HongyanDb db, OutsideDirectory directory, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>Why one entry cannot stand for another; nothing when it can.</summary>
    public static string? Refusal(OutsideOrganization entry, OutsideOrganization into) =>
        entry.Id == into.Id ? "refusal.same"
        : entry.MergedInto is not null || into.MergedInto is not null ? "refusal.merged"
        : entry.NationalCode is not null && into.NationalCode is not null ? "refusal.codes"
        : null;

    public async Task<string?> AskMergeAsync(OutsideOrganization entry, OutsideOrganization into, string reason, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        if (Refusal(entry, into) is { } refusal)
            return refusal;
        if (await Open().AnyAsync(one => one.EntryId == entry.Id, cancellation))
            return "refusal.open";
        Add(OutsideAct.Merged, entry.Id, into.Id, undoes: null, reason);
        audit.Note("outside-merge-asked", entry.Id.ToString(), reason: reason);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<string?> AskPartAsync(OutsideAct merging, string reason, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        if (!await HoldsAsync(merging, cancellation))
            return "refusal.parted";
        if (await Open().AnyAsync(one => one.EntryId == merging.EntryId, cancellation))
            return "refusal.open";
        Add(OutsideAct.Parted, merging.EntryId, merging.IntoId, merging.Id, reason);
        audit.Note("outside-part-asked", merging.EntryId.ToString(), reason: reason);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>The acts that wait for a second person and that the actor may answer.</summary>
    public IQueryable<OutsideAct> Waiting()
    {
        var top = actor.OrgPath ?? "-";
        var below = top + ".";
        return Open().Where(one => one.AskedPath == top || one.AskedPath.StartsWith(below));
    }

    public async Task<string?> ConfirmAsync(OutsideAct act, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        await db.Entry(act).ReloadAsync(cancellation);
        if (!act.IsOpen)
            return "refusal.answered";
        if (AnswerRefusal(act) is { } refusal)
            return refusal;
        var entry = await db.OutsideOrganizations.SingleAsync(one => one.Id == act.EntryId, cancellation);
        if (act.Kind == OutsideAct.Merged)
        {
            var into = await db.OutsideOrganizations.AsNoTracking().SingleAsync(one => one.Id == act.IntoId, cancellation);
            if (Refusal(entry, into) is { } changed)
                return changed;
        }
        // row-level security lets an entry point to another one only when the act is confirmed
        (act.ConfirmedBy, act.ConfirmedAt) = (actor.AccountId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        entry.MergedInto = act.Kind == OutsideAct.Merged ? act.IntoId : null;
        entry.Version++;
        if (act.Kind == OutsideAct.Merged)
            audit.Note("outside-merged", entry.Id.ToString());
        else
            audit.Note("outside-parted", entry.Id.ToString());
        await db.SaveChangesAsync(cancellation);
        if (act.Kind == OutsideAct.Merged && entry.LastWordOn is { } said)
            await db.Database.ExecuteSqlAsync($"select outside_word({act.IntoId}, {said})", cancellation);
        return null;
    }

    /// <summary>By a second person, or taken back by whoever asked.</summary>
    public async Task<string?> DeclineAsync(OutsideAct act, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        await db.Entry(act).ReloadAsync(cancellation);
        if (!act.IsOpen)
            return "refusal.answered";
        if (act.AskedBy != actor.AccountId && AnswerRefusal(act) is { } refusal)
            return refusal;
        (act.DeclinedBy, act.DeclinedAt) = (actor.AccountId, clock.GetUtcNow());
        audit.Note("outside-act-declined", act.EntryId.ToString());
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Why the actor is not the second person; nothing when he is.</summary>
    public string? AnswerRefusal(OutsideAct act) =>
        act.AskedBy == actor.AccountId ? "refusal.own"
        : actor.OrgPath is not { } top || !Writers.Within(act.AskedPath, top) ? "refusal.scope"
        : null;

    /// <summary>Whether a merging is confirmed and was not taken back.</summary>
    public async Task<bool> HoldsAsync(OutsideAct merging, CancellationToken cancellation) =>
        merging is { Kind: OutsideAct.Merged, ConfirmedAt: not null }
        && !await db.OutsideActs.AnyAsync(one => one.UndoesId == merging.Id && one.ConfirmedAt != null, cancellation);

    private IQueryable<OutsideAct> Open() => db.OutsideActs.Where(one => one.ConfirmedAt == null && one.DeclinedAt == null);

    private void Add(string kind, Guid entry, Guid into, Guid? undoes, string reason) => db.OutsideActs.Add(new OutsideAct
    {
        Id = Guid.CreateVersion7(), Kind = kind, EntryId = entry, IntoId = into, UndoesId = undoes, AskedBy = actor.AccountId!.Value,
        AskedAt = clock.GetUtcNow(), AskedPath = actor.OrgPath!, Reason = reason,
    });
}
