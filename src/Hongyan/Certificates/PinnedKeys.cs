using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Certificates;

/// <summary>Checks codes of other installations for staff. The public page never asks it: that vouches only for what was sealed here.</summary>
public sealed class PinnedKeys(HongyanDb db, PolicyLibrary library, TimeProvider clock)
{
    private const string Shared = "national";

    /// <summary>So many days old a status list may be and still say that a certificate holds.</summary>
    public static int ListDays(PolicyLibrary library, DateOnly today) => library.Profile(Shared).Get(Parameters.CertificateListAge, today);

    /// <summary>Nothing when no pinned root stands behind the key.</summary>
    public async Task<ShownCertificate?> CheckAsync(string text, CancellationToken cancellation)
    {
        var roots = await db.PinnedRoots.AsNoTracking().Where(root => root.ComparedAt != null && root.EndedAt == null).ToListAsync(cancellation);
        if (roots.Count == 0)
            return null;
        var lists = await db.PinnedLists.AsNoTracking().ToListAsync(cancellation);
        var days = ListDays(library, ChinaDate.Today(clock));
        foreach (var root in roots)
        {
            var keys = KeySet.Read(root.Keys);
            var own = lists.Where(list => list.RootId == root.Id).Select(list => StatusList.Read(list.Content, keys.StatusKey)).ToList();
            if (new TrustedIssuer(keys, own).Check(text, clock.GetUtcNow(), days) is { } shown)
                return shown;
        }
        return null;
    }
}
