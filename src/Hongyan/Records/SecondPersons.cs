using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>
/// What holds of a guest by two: one asks, another one of that organisation or above it confirms, and only then it is written. Whoever asked can
/// take it back, the second can decline it. A refusal says why not.
/// </summary>
public sealed class SecondPersons(HongyanDb db, Recording recording, Audit audit, Actor actor, TimeProvider clock)
{
    private const string Confirming = "confirming";

    /// <summary>Keeps what is to be confirmed; of one stay one thing at a time.</summary>
    public async Task<Refusal?> AskAsync(Sojourn sojourn, Entry entry, CancellationToken cancellation)
    {
        if (actor.AccountId is not { } account || actor.OrgPath is not { } path || sojourn.HostPath is not { } host)
            return Refusal.Of("refusal.two-persons");
        if (await db.RecordAsks.AsNoTracking().FirstOrDefaultAsync(
            one => one.OwnerId == sojourn.MemberId && one.CaseId == sojourn.Id && one.ConfirmedAt == null && one.DeclinedAt == null, cancellation) is { } open)
            return Refusal.Of("refusal.two-persons.open") with { On = ChinaDate.Of(open.AskedAt), Other = open.Type };
        db.RecordAsks.Add(new RecordAsk
        {
            OwnerId = sojourn.MemberId, Id = entry.Id, CaseId = sojourn.Id, Type = EventJson.TypeOf(entry.Happened), OnDate = entry.Happened.On,
            Data = EventJson.Write(entry.Happened with { Typed = null }), CorrectsId = entry.Corrects, HostPath = host, AskedBy = account,
            AskedAt = clock.GetUtcNow(), AskedPath = path, Said = RecordAsk.SaidIn(entry.Happened),
        });
        audit.Note("second-asked", sojourn.Id.ToString(), new { Type = EventJson.TypeOf(entry.Happened) }, member: sojourn.MemberId);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>What waits and the actor may answer, the oldest first.</summary>
    public IQueryable<RecordAsk> Waiting()
    {
        var top = actor.OrgPath ?? "-";
        var below = top + ".";
        return db.RecordAsks.AsNoTracking().Where(one => one.ConfirmedAt == null && one.DeclinedAt == null
            && (one.AskedPath == top || one.AskedPath.StartsWith(below))).OrderBy(one => one.AskedAt);
    }

    /// <summary>Why the actor is not the second person; nothing when he is.</summary>
    public async Task<Refusal?> AnswerRefusalAsync(RecordAsk ask, CancellationToken cancellation)
    {
        if (ask.AskedBy == actor.AccountId || actor.AccountId is not { } second)
            return Refusal.Of("refusal.two-persons.same");
        if (!actor.Can(Access.Deciding) || !Writers.Within(ask.AskedPath, actor.OrgPath))
            return Refusal.Of("refusal.two-persons.scope");
        var (one, other) = (await PersonAsync(ask.AskedBy, cancellation), await PersonAsync(second, cancellation));
        return one is not null && one == other ? Refusal.Of("refusal.two-persons.same") : null;
    }

    /// <summary>Writes it in the name of both; what has happened since may forbid it.</summary>
    public async Task<Refusal?> ConfirmAsync(RecordAsk ask, CancellationToken cancellation)
    {
        if (await recording.HoldAsync(ask.OwnerId, ask.CaseId, cancellation) is not { } sojourn)
            return Refusal.Of("refusal.two-persons.scope");
        await db.Entry(ask).ReloadAsync(cancellation);
        if (!ask.IsOpen)
            return Refusal.Of("refusal.two-persons.answered");
        if (await AnswerRefusalAsync(ask, cancellation) is { } refusal)
            return refusal;
        if (ask.CorrectsId is null && Writers.Refusal(ask.Type, Side.Host, actor, sojourn) is { } key)
            return Refusal.Of(key);
        if (ask.CorrectsId is { } earlier && await Corrections.FindAsync(db, ask.OwnerId, earlier, cancellation) is null)
            return Refusal.Of("refusal.two-persons.answered");
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("The caller owns no transaction.");
        await transaction.CreateSavepointAsync(Confirming, cancellation);
        // row-level security takes the record only when the asking is confirmed
        (ask.ConfirmedBy, ask.ConfirmedAt) = (actor.AccountId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        var entry = new Entry(ask.Id, EventJson.Read(ask.Data), ask.CorrectsId) { First = new FirstPerson(ask.AskedBy, ask.AskedPath) };
        if ((await recording.WriteAsync(sojourn, [entry], cancellation)).Refusal is { } impossible)
        {
            await transaction.RollbackToSavepointAsync(Confirming, cancellation);
            db.ChangeTracker.Clear();
            return impossible;
        }
        audit.Note("second-confirmed", sojourn.Id.ToString(), new { ask.Type }, member: sojourn.MemberId);
        await recording.SaveAsync(cancellation);
        return null;
    }

    /// <summary>By a second person, or taken back by whoever asked.</summary>
    public async Task<Refusal?> DeclineAsync(RecordAsk ask, CancellationToken cancellation)
    {
        await recording.HoldAsync(ask.OwnerId, ask.CaseId, cancellation);
        await db.Entry(ask).ReloadAsync(cancellation);
        if (!ask.IsOpen)
            return Refusal.Of("refusal.two-persons.answered");
        if (ask.AskedBy != actor.AccountId && await AnswerRefusalAsync(ask, cancellation) is { } refusal)
            return refusal;
        (ask.DeclinedBy, ask.DeclinedAt) = (actor.AccountId, clock.GetUtcNow());
        audit.Note("second-declined", ask.CaseId.ToString(), new { ask.Type }, member: ask.OwnerId);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Whose account it is, where that is known: one person may have two accounts and is still one.</summary>
    private async Task<Guid?> PersonAsync(Guid account, CancellationToken cancellation) =>
        await db.Accounts.Where(one => one.Id == account)
            .Select(one => one.MemberId ?? db.AccountPersons.Where(said => said.AccountId == one.Id).Select(said => (Guid?)said.MemberId).FirstOrDefault())
            .FirstOrDefaultAsync(cancellation);
}
