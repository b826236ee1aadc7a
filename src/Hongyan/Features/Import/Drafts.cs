using System.Text.Json;
using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>Uploaded files between preview and acceptance: each its owner's alone, encrypted, and gone after a day.</summary>
internal sealed class Drafts(HongyanDb db, Secrets secrets, Actor actor, TimeProvider clock)
{
    public const int Most = 20;
    public const int MostMegabytes = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task<Guid> AddAsync(string kind, string into, string fileName, byte[] content, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"select forget_drafts({now - Kept})", cancellation);
        var sizes = await Own.Select(draft => draft.Content.Length).ToListAsync(cancellation);
        if (sizes.Count >= Most || sizes.Sum(size => (long)size) + content.Length > MostMegabytes * 1024L * 1024)
            throw new UnreadableFile("quota", sizes.Count, MostMegabytes);
        var draft = new ImportDraft
        {
            Id = Guid.CreateVersion7(),
            AccountId = actor.AccountId!.Value,
            OrgPath = into,
            Kind = kind,
            FileName = fileName,
            Content = secrets.Encrypt(Convert.ToBase64String(content)),
            CreatedAt = now,
        };
        db.ImportDrafts.Add(draft);
        await db.SaveChangesAsync(cancellation);
        return draft.Id;
    }

    public Task<ImportDraft?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.ImportDrafts.FirstOrDefaultAsync(d => d.Id == id && d.AccountId == actor.AccountId, cancellation);

    /// <summary>Those that wait to be accepted, the newest first.</summary>
    public async Task<IReadOnlyList<WaitingDraft>> WaitingAsync(CancellationToken cancellation) =>
        await Own.OrderByDescending(draft => draft.CreatedAt).Select(draft => new WaitingDraft(draft.Id, draft.FileName, draft.Kind)).ToListAsync(cancellation);

    public Task DiscardAsync(Guid id, CancellationToken cancellation) => Own.Where(draft => draft.Id == id).ExecuteDeleteAsync(cancellation);

    private IQueryable<ImportDraft> Own => db.ImportDrafts.Where(draft => draft.AccountId == actor.AccountId);

    public byte[] ContentOf(ImportDraft draft) => Convert.FromBase64String(secrets.Decrypt(draft.Content));

    /// <summary>The sheet as the draft understands it, with the columns that its owner chose.</summary>
    public Roster RosterOf(ImportDraft draft)
    {
        var roster = Importer.Read(ContentOf(draft), draft.Kind);
        return ColumnsOf(draft) is { } chosen ? roster.With(chosen) : roster;
    }

    public static void Choose(ImportDraft draft, IReadOnlyDictionary<string, int> columns) => draft.Mapping = JsonSerializer.Serialize(columns);

    private static Dictionary<string, int>? ColumnsOf(ImportDraft draft) =>
        draft.Mapping is null ? null : JsonSerializer.Deserialize<Dictionary<string, int>>(draft.Mapping);
}

/// <summary>An uploaded file that was not accepted yet.</summary>
public sealed record WaitingDraft(Guid Id, string FileName, string Kind);
