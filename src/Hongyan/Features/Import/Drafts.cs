using System.Text.Json;
using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>Uploaded files between preview and acceptance: each its owner's alone, encrypted, and gone after a day.</summary>
internal sealed class Drafts(HongyanDb db, Secrets secrets, Actor actor, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task<Guid> AddAsync(string kind, string into, string fileName, byte[] content, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"select forget_drafts({now - Kept})", cancellation);
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
