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
    public async Task SentAsync(BatchContent content, IReadOnlyCollection<Guid> stays, CancellationToken cancellation)
    {
        if (await db.Batches.FindAsync([Account, content.Id], cancellation) is { } before)
            before.Stays = [.. before.Stays.Union(stays)];
        else
            db.Batches.Add(new KeptBatch
            {
                AccountId = Account, Id = content.Id, Type = content.Type, Side = Sides.NameOf(content.Side), Period = content.Period,
                OrgPath = actor.OrgPath!, Stays = [.. stays], MadeAt = clock.GetUtcNow(),
            });
        await db.SaveChangesAsync(cancellation);
    }

    private static BatchContent? Read(string? content) => content is null ? null : JsonSerializer.Deserialize<BatchContent>(content);

    private byte[] PageOf(BatchContent content) =>
        secrets.Hash($"batch {content.Type} {content.Side} {content.Kind} {content.Period} {string.Join(' ', content.People)}");
}
