using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

public sealed record OwnBranch(string Path, string Name);

/// <summary>The branches for which the reader may act: his own, or those below his committee.</summary>
public sealed class OwnBranches(HongyanDb db, Actor actor)
{
    private const int Most = 500;

    private IReadOnlyList<OwnBranch>? all;

    public async Task<IReadOnlyList<OwnBranch>> AllAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return [];
        var end = top + "/";
        return all ??= await db.Organizations
            .Where(o => o.Path.CompareTo(top) >= 0 && o.Path.CompareTo(end) < 0 && (o.Kind == "branch" || o.Kind == "floating-organization"))
            .OrderBy(o => o.Path).Take(Most).Select(o => new OwnBranch(o.Path, o.Name)).ToListAsync(cancellation);
    }

    /// <summary>The branch, when the reader may act for it.</summary>
    public async Task<OwnBranch?> FindAsync(string path, CancellationToken cancellation) => !Writers.Within(path, actor.OrgPath) ? null
        : await db.Organizations.Where(o => o.Path == path && (o.Kind == "branch" || o.Kind == "floating-organization"))
            .Select(o => new OwnBranch(o.Path, o.Name)).FirstOrDefaultAsync(cancellation);
}
