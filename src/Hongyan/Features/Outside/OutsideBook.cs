using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>The whole directory at hand, for a file with many rows: what each row may mean, those before it in the file included.</summary>
public sealed class OutsideBook
{
    private readonly Divisions divisions;
    private readonly Dictionary<Guid, Guid> roots = [];
    private readonly List<(OutsideTraits Traits, OutsideOrganization Root)> entries = [];
    private readonly ILookup<string, (string Name, string? Division)> here;

    private OutsideBook(Divisions divisions, IEnumerable<(string Name, string? Division)> here)
    {
        this.divisions = divisions;
        this.here = here.ToLookup(one => OutsideName.Key(one.Name, one.Division, divisions));
    }

    public static async Task<OutsideBook> LoadAsync(HongyanDb db, PolicyLibrary policy, CancellationToken cancellation)
    {
        var organizations = await db.Organizations.AsNoTracking().OrderBy(one => one.Path).Select(one => new { one.Path, one.Name, one.RegionCode })
            .ToListAsync(cancellation);
        var byPath = new Dictionary<string, string?>();
        foreach (var one in organizations) // those above come first
            byPath[one.Path] = one.RegionCode ?? (one.Path.Length > 3 ? byPath.GetValueOrDefault(one.Path[..^4]) : null);
        var book = new OutsideBook(policy.Divisions, organizations.Select(one => (one.Name, byPath[one.Path])));
        var all = await db.OutsideOrganizations.AsNoTracking().ToDictionaryAsync(one => one.Id, cancellation);
        foreach (var one in all.Values)
        {
            var root = one;
            while (root.MergedInto is { } into)
                root = all[into];
            book.entries.Add((OutsideDirectory.TraitsOf(one), root));
            book.roots[one.Id] = root.Id;
        }
        return book;
    }

    /// <summary>The entry that stands for another one; itself where none does.</summary>
    public Guid RootOf(Guid id) => roots.GetValueOrDefault(id, id);

    public void Add(OutsideOrganization made) => entries.Add((OutsideDirectory.TraitsOf(made), made));

    public OutsideMatches Match(OutsideTraits sought)
    {
        var found = new Dictionary<OutsideOrganization, OutsideLikeness>();
        foreach (var (traits, root) in entries)
        {
            var likeness = traits.LikenessTo(sought, divisions);
            if (likeness > found.GetValueOrDefault(root))
                found[root] = likeness;
        }
        var lines = found.OrderBy(one => one.Key.Name, StringComparer.Ordinal).ToLookup(one => one.Value, one => one.Key);
        return new OutsideMatches([.. lines[OutsideLikeness.Equal]], [.. lines[OutsideLikeness.Similar]],
            here[sought.Keys[0]].Where(one => !divisions.Contradict(one.Division, sought.Division)).Select(one => one.Name).FirstOrDefault());
    }
}
