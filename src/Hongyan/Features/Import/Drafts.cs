using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>How the owner of a draft wants it read: a column for each field, −1 for none, and what else than the visible rows of one sheet.</summary>
/// <param name="Homes">By the key of a home outside, the entry that it is.</param>
internal sealed record DraftChoice(
    Dictionary<string, int>? Columns = null, bool AllSheets = false, bool HiddenRows = false, Dictionary<string, string>? Homes = null)
{
    [JsonIgnore]
    public ReadingScope Scope => new(AllSheets, HiddenRows);
}

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

    /// <summary>The file as its owner chose to have it read.</summary>
    public Roster RosterOf(ImportDraft draft)
    {
        var choice = ChoiceOf(draft);
        var roster = Importer.Read(ContentOf(draft), draft.Kind, choice.Scope);
        return choice.Columns is { } chosen ? roster.With(chosen) : roster;
    }

    public static DraftChoice ChoiceOf(ImportDraft draft) =>
        draft.Mapping is null ? new DraftChoice() : JsonSerializer.Deserialize<DraftChoice>(draft.Mapping) ?? new DraftChoice();

    public static IReadOnlyDictionary<string, string> HomesOf(ImportDraft draft) => ChoiceOf(draft).Homes ?? [];

    public static void Choose(ImportDraft draft, DraftChoice choice) => draft.Mapping = JsonSerializer.Serialize(choice);
}

/// <summary>An uploaded file that was not accepted yet.</summary>
public sealed record WaitingDraft(Guid Id, string FileName, string Kind);
