using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Batch;

/// <summary>Keeps what is typed for many, each its account's alone, and which batches were sent.</summary>
public sealed class Batches(HongyanDb db, Secrets secrets, Actor actor, TimeProvider clock)
{
    /// <summary>So long what was typed and not sent is put into the same form again.</summary>
    private static readonly TimeSpan Offered = TimeSpan.FromDays(1);

    private const int MostLists = 50;

    private Guid Account => actor.AccountId!.Value;

    public async Task<BatchContent?> FindAsync(Guid id, CancellationToken cancellation) =>
        Read(await db.BatchForms.AsNoTracking().Where(form => form.AccountId == Account && form.Id == id).Select(form => form.Content)
            .FirstOrDefaultAsync(cancellation));

    /// <summary>What was typed into the same form and not sent: whoever goes back in his browser finds it there.</summary>
    public async Task<BatchContent?> BegunAsync(BatchContent like, CancellationToken cancellation)
    {
        var (page, since) = (PageOf(like), clock.GetUtcNow() - Offered);
        return Read(await db.BatchForms.AsNoTracking()
            .Where(form => form.AccountId == Account && form.Page == page && !form.IsSent && form.SavedAt > since)
            .OrderByDescending(form => form.SavedAt).Select(form => form.Content).FirstOrDefaultAsync(cancellation));
    }

    public async Task KeepAsync(BatchContent content, CancellationToken cancellation)
    {
        var (page, json, now) = (PageOf(content), JsonSerializer.Serialize(content), clock.GetUtcNow());
        var isSent = content.Stage == BatchStage.Sent;
        await db.Database.ExecuteSqlAsync($"""
            insert into batch_form (account_id, id, page, content, is_sent, saved_at)
            values ({Account}, {content.Id}, {page}, {secrets.Encrypt(json)}, {isSent}, {now})
            on conflict (account_id, id) do update
            set content = excluded.content, is_sent = batch_form.is_sent or excluded.is_sent, saved_at = excluded.saved_at
            """, cancellation);
    }

    public Task ForgetAsync(Guid id, CancellationToken cancellation) =>
        db.BatchForms.Where(form => form.AccountId == Account && form.Id == id && !form.IsSent).ExecuteDeleteAsync(cancellation);

    /// <summary>Notes that it is sent for some; those of an earlier sending stay among its people.</summary>
    public Task SentAsync(BatchContent content, IReadOnlyCollection<Guid> stays, CancellationToken cancellation) =>
        NoteAsync(content.Id, content.Type, content.Side, content.Period, stays, cancellation);

    /// <summary>
    /// The same for a page of its own that writes one record for each of several: result and taking back are those of every batch. The id of each
    /// record is <see cref="Records.Entry.IdOf"/>.
    /// </summary>
    public async Task NoteAsync(
        Guid act, string type, Side side, string? period, IReadOnlyCollection<Guid> stays, CancellationToken cancellation)
    {
        if (stays.Count == 0)
            return;
        if (await db.Batches.FindAsync([Account, act], cancellation) is { } before)
            before.Stays = [.. before.Stays.Union(stays)];
        else
            db.Batches.Add(new KeptBatch
            {
                AccountId = Account, Id = act, Type = type, Side = Sides.NameOf(side), Period = period,
                OrgPath = actor.OrgPath!, Stays = [.. stays], MadeAt = clock.GetUtcNow(),
            });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Notes that it went out as a list; what is typed has to be kept before.</summary>
    public Task ListedAsync(BatchContent content, CancellationToken cancellation)
    {
        var (number, side, now) = (BatchList.NumberOf(secrets, content.Id), Sides.NameOf(content.Side), clock.GetUtcNow());
        return db.Database.ExecuteSqlAsync($"""
            insert into batch_list (account_id, id, number, type, side, period, org_path, people, made_at)
            values ({Account}, {content.Id}, {number}, {content.Type}, {side}, {content.Period}, {actor.OrgPath}, {content.Listed.Count}, {now})
            on conflict do nothing
            """, cancellation);
    }

    /// <summary>The lists of the account whose content is still kept, the newest first.</summary>
    public async Task<IReadOnlyList<KeptList>> ListsAsync(CancellationToken cancellation) => await db.BatchLists.AsNoTracking()
        .Where(list => list.AccountId == Account).OrderByDescending(list => list.MadeAt).Take(MostLists).ToListAsync(cancellation);

    /// <summary>The list of that number in the reader's sight, his own before another's, with the name of who made it.</summary>
    public async Task<(KeptList List, string? By)?> ListAsync(string number, CancellationToken cancellation)
    {
        var found = await (
            from list in db.BatchLists.AsNoTracking()
            where list.Number == number
            orderby list.AccountId == Account descending, list.MadeAt descending
            select new { list, By = db.Accounts.Where(one => one.Id == list.AccountId).Select(one => one.DisplayName).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellation);
        return found is null ? null : (found.list, found.By);
    }

    private static BatchContent? Read(string? content) => content is null ? null : JsonSerializer.Deserialize<BatchContent>(content);

    private byte[] PageOf(BatchContent content) =>
        secrets.Hash($"batch {content.Type} {content.Side} {content.Kind} {content.Period} {string.Join(' ', content.People)}");
}
