using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>
/// Roots of other installations: one person loads the file, another compares the fingerprint with somebody there. A newer set of the same root
/// and its status lists are then taken as they come, for their signatures say whose they are. Anybody ends one at once.
/// </summary>
public sealed class PinnedRoots(HongyanDb db, Actor actor, Audit audit, TimeProvider clock)
{
    private const string Unreadable = "roots.unreadable";

    public Task<List<PinnedRoot>> AllAsync(CancellationToken cancellation) =>
        db.PinnedRoots.Where(root => root.EndedAt == null).OrderBy(root => root.Name).ThenBy(root => root.Id).ToListAsync(cancellation);

    /// <summary>The fingerprint of this installation's own root, as it is read out to others.</summary>
    public async Task<string?> OwnAsync(CancellationToken cancellation) =>
        await db.Publications.Where(one => one.Name == Publishing.Keys).Select(one => one.Content).FirstOrDefaultAsync(cancellation) is { } content
            ? KeySet.Read(System.Text.Encoding.ASCII.GetString(content)).RootFingerprint
            : null;

    /// <summary>Takes a set of keys or a status list.</summary>
    /// <returns>The words for what was done, or for why not.</returns>
    public async Task<(bool IsDone, string Words, string Name)> LoadAsync(string text, CancellationToken cancellation)
    {
        KeySet? keys;
        try
        {
            keys = KeySet.Read(text);
        }
        catch (FormatException)
        {
            return await LoadListAsync(text, cancellation);
        }
        if (keys.IssuedAt > clock.GetUtcNow().AddDays(1))
            return (false, "roots.ahead", keys.Name);
        if (keys.RootFingerprint == await OwnAsync(cancellation))
            return (false, "roots.own", keys.Name);
        if (await db.PinnedRoots.FirstOrDefaultAsync(root => root.Kid == keys.RootKid && root.EndedAt == null, cancellation) is { } known)
        {
            if (keys.IssuedAt < known.IssuedAt)
                return (false, "roots.older", known.Name);
            (known.Keys, known.IssuedAt) = (text.Trim(), keys.IssuedAt);
            audit.Note("root-keys-renewed", known.Id.ToString(), new { known.Fingerprint });
            return (true, "roots.renewed", known.Name);
        }
        var loaded = new PinnedRoot
        {
            Id = Guid.CreateVersion7(), Name = keys.Name, Kid = keys.RootKid, Fingerprint = keys.RootFingerprint, Keys = text.Trim(), IssuedAt = keys.IssuedAt,
            LoadedBy = actor.AccountId!.Value, LoadedAt = clock.GetUtcNow(),
        };
        db.PinnedRoots.Add(loaded);
        audit.Note("root-loaded", loaded.Id.ToString(), new { loaded.Fingerprint });
        return (true, "roots.loaded", loaded.Name);
    }

    /// <summary>The second person's word that both sides hold the same root.</summary>
    /// <returns>Words for why not; nothing when it counts from now on.</returns>
    public string? Compare(PinnedRoot root, string? typed, string with)
    {
        if (root.LoadedBy == actor.AccountId)
            return "roots.second";
        if (!Fingerprint.IsTyped(root.Fingerprint, typed))
            return "roots.differs";
        (root.ComparedBy, root.ComparedAt, root.ComparedWith) = (actor.AccountId, clock.GetUtcNow(), with);
        audit.Note("root-pinned", root.Id.ToString(), new { root.Fingerprint });
        return null;
    }

    public void End(PinnedRoot root)
    {
        (root.EndedBy, root.EndedAt) = (actor.AccountId, clock.GetUtcNow());
        audit.Note("root-ended", root.Id.ToString(), new { root.Fingerprint });
    }

    private async Task<(bool IsDone, string Words, string Name)> LoadListAsync(string text, CancellationToken cancellation)
    {
        foreach (var root in (await AllAsync(cancellation)).Where(root => root.ComparedAt is not null))
        {
            StatusList list;
            try
            {
                list = StatusList.Read(text, KeySet.Read(root.Keys).StatusKey);
            }
            catch (FormatException)
            {
                continue;
            }
            if (await db.PinnedLists.FirstOrDefaultAsync(one => one.RootId == root.Id && one.Uri == list.Uri, cancellation) is not { } kept)
            {
                db.PinnedLists.Add(kept = new PinnedList
                {
                    RootId = root.Id, Uri = list.Uri, Content = text.Trim(), IssuedAt = list.IssuedAtTime, LoadedBy = actor.AccountId!.Value,
                    LoadedAt = clock.GetUtcNow(),
                });
            }
            else if (list.IssuedAtTime < kept.IssuedAt)
            {
                return (false, "roots.older", root.Name);
            }
            (kept.Content, kept.IssuedAt, kept.LoadedBy, kept.LoadedAt) = (text.Trim(), list.IssuedAtTime, actor.AccountId!.Value, clock.GetUtcNow());
            audit.Note("status-list-loaded", root.Id.ToString(), new { list.Uri, IssuedAt = list.IssuedAtTime });
            return (true, "roots.list", root.Name);
        }
        return (false, Unreadable, "");
    }
}
