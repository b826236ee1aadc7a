using System.Text.Json;
using Hongyan.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Hongyan.Platform.Forms;

/// <summary>What was typed: the page it belongs to, the page's title, and the fields in their order.</summary>
public sealed record DraftContent(string Address, string Title, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public ILookup<string, string> ByName() => Fields.ToLookup(field => field.Key, field => field.Value, StringComparer.Ordinal);
}

/// <summary>A draft that can be read.</summary>
public sealed record KeptDraft(Guid Id, string Form, DateTimeOffset SavedAt, DraftContent Content);

/// <summary>Drafts of forms: at most 50 a person, 200 kB each, for 30 days; each its account's alone.</summary>
public sealed class DraftStore(HongyanDb db, Secrets secrets, TimeProvider clock)
{
    public const int Most = 50;
    public const int LargestBytes = 200_000;
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How long a second sending of a form gets the answer of the first; longer than a session lasts.</summary>
    public static readonly TimeSpan SentKept = TimeSpan.FromDays(2);

    /// <summary>Keeps what a form held; false when it is too large. It takes the place of the draft that the form was opened with.</summary>
    public async Task<bool> SaveAsync(FormToken form, IFormCollection posted, CancellationToken cancellation)
    {
        var fields = posted.Where(field => !Own.Contains(field.Key))
            .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? ""));
        var json = JsonSerializer.Serialize(new DraftContent(form.Address, form.Title, [.. fields]));
        if (System.Text.Encoding.UTF8.GetByteCount(json) > LargestBytes) return false;
        var (page, content, now) = (PageOf(form.Subject), secrets.Encrypt(json), clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync($"""
            insert into draft (account_id, id, page, form, content, saved_at) values ({form.Account}, {form.Id}, {page}, {form.Form}, {content}, {now})
            on conflict (account_id, id) do update set content = excluded.content, saved_at = excluded.saved_at
            """, cancellation);
        if (form.From is { } before) await DiscardAsync(form.Account, before, cancellation);
        var more = await db.FormDrafts
            .Where(draft => draft.AccountId == form.Account)
            .OrderByDescending(draft => draft.SavedAt)
            .Skip(Most)
            .Select(draft => draft.Id)
            .ToListAsync(cancellation);
        if (more.Count > 0) await db.FormDrafts.Where(draft => draft.AccountId == form.Account && more.Contains(draft.Id)).ExecuteDeleteAsync(cancellation);
        return true;
    }

    /// <summary>The drafts of a page, or all of the account, the newest first.</summary>
    public async Task<IReadOnlyList<KeptDraft>> OfAsync(Guid account, string? subject, CancellationToken cancellation)
    {
        var page = subject is null ? null : PageOf(subject);
        var rows = await db.FormDrafts.AsNoTracking().Where(draft => draft.AccountId == account && (page == null || draft.Page == page))
            .OrderByDescending(draft => draft.SavedAt).ToListAsync(cancellation);
        return [.. rows.Select(row => new KeptDraft(row.Id, row.Form, row.SavedAt, JsonSerializer.Deserialize<DraftContent>(secrets.Decrypt(row.Content))!))];
    }

    public Task<int> DiscardAsync(Guid account, Guid id, CancellationToken cancellation) =>
        db.FormDrafts.Where(draft => draft.AccountId == account && draft.Id == id).ExecuteDeleteAsync(cancellation);

    /// <summary>Removes what has been kept for its time.</summary>
    public async Task<int> ForgetOldAsync(CancellationToken cancellation)
    {
        var (drafts, sent) = (clock.GetUtcNow() - Kept, clock.GetUtcNow() - SentKept);
        await db.SentForms.Where(form => form.SentAt < sent).ExecuteDeleteAsync(cancellation);
        await db.BatchForms.Where(form => form.SavedAt < drafts).ExecuteDeleteAsync(cancellation);
        return await db.FormDrafts.Where(draft => draft.SavedAt < drafts).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Fields that belong to the sending, not to what was typed.</summary>
    public static IReadOnlyList<string> Own { get; } = [FormToken.Field, "__RequestVerificationToken"];

    private byte[] PageOf(string subject) => secrets.Hash("page " + subject);
}
