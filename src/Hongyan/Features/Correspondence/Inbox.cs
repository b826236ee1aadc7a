using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Correspondence;

/// <summary>Letters and messages to the reader's organisation that nobody there has seen.</summary>
public sealed class Inbox(HongyanDb db, Actor actor)
{
    public IQueryable<Exchange> Unread()
    {
        var (lo, hi) = (actor.OrgPath ?? "", actor.OrgPath + "/");
        return db.Exchanges.AsNoTracking().Where(e =>
            (e.HomeSeenAt == null && e.HomePath!.CompareTo(lo) >= 0 && e.HomePath.CompareTo(hi) < 0)
            || (e.HostSeenAt == null && e.HostPath!.CompareTo(lo) >= 0 && e.HostPath.CompareTo(hi) < 0));
    }

    public Task<int> CountAsync(CancellationToken cancellation) => actor.OrgPath is null ? Task.FromResult(0) : Unread().CountAsync(cancellation);
}
