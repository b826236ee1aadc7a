using System.Text.Json;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Platform.Forms;

/// <summary>
/// Keeps what was typed into a form between sending it and the page on which it is checked, so that the sending is answered with a redirect.
/// Each is its account's alone, encrypted, and gone with its drafts.
/// </summary>
public sealed class TypedForms(HongyanDb db, Secrets secrets, Actor actor, TimeProvider clock)
{
    /// <param name="page">The page that shows it again; no other finds it.</param>
    /// <returns>The id by which that page finds it. The caller saves.</returns>
    public Guid Keep<T>(string page, T typed)
    {
        var id = Guid.CreateVersion7();
        db.BatchForms.Add(new BatchForm
        {
            AccountId = actor.AccountId!.Value,
            Id = id,
            Page = PageOf(page),
            Content = JsonSerializer.Serialize(typed),
            SavedAt = clock.GetUtcNow(),
        });
        return id;
    }

    public async Task<T?> FindAsync<T>(string page, Guid id, CancellationToken cancellation)
        where T : class
    {
        var (account, hash) = (actor.AccountId, PageOf(page));
        return await db.BatchForms.AsNoTracking().Where(form => form.AccountId == account && form.Id == id && form.Page == hash)
            .Select(form => form.Content).FirstOrDefaultAsync(cancellation) is { } content ? JsonSerializer.Deserialize<T>(content) : null;
    }

    private byte[] PageOf(string page) => secrets.Hash("typed " + page);
}
