using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>The organisations at and below the one imported into, found by code or by name.</summary>
internal sealed class Branches
{
    private readonly Dictionary<string, Organization> byPath;
    private readonly ILookup<string, Organization> byName;
    private readonly Organization? only;
    private readonly Dictionary<string, IReadOnlyList<Organization>> found = []; // a roster names the same few over and over

    public Branches(IReadOnlyList<Organization> organizations, string into)
    {
        byPath = organizations.ToDictionary(organization => organization.Path);
        byName = organizations.ToLookup(organization => Plain.OrganizationKey(organization.Name));
        only = organizations.Count == 1 ? organizations[0] : null;
        Into = into;
    }

    public string Into { get; }

    public static async Task<Branches> LoadAsync(HongyanDb db, string into, CancellationToken cancellation)
    {
        var (lo, hi) = Below(into);
        var organizations = await db.Organizations.AsNoTracking()
            .Where(o => o.Path.CompareTo(lo) >= 0 && o.Path.CompareTo(hi) < 0)
            .ToListAsync(cancellation);
        return new Branches(organizations, into);
    }

    /// <summary>An organisation and everything below it, as a half-open range of paths: '/' follows '.'.</summary>
    public static (string Lo, string Hi) Below(string path) => (path, path + "/");

    public bool Reaches(string path) => byPath.ContainsKey(path);

    public Organization? At(string path) => byPath.GetValueOrDefault(path);

    /// <summary>The organisation that a cell names; a file for one branch need not say which.</summary>
    public Organization? Of(RowChecks row)
    {
        if (only is not null && row.Text(Fields.Branch) is null && !row.Has(Fields.Branch)) return only;
        if (row.Required(Fields.Branch) is not { } text) return null;
        if (!found.TryGetValue(text, out var meant)) found[text] = meant = Find(text);
        if (meant is [var one]) return one;
        row.Reject(Fields.Branch, ProblemCode.BranchUnknown, meant.Count == 0 ? null : "ambiguous", Into);
        return null;
    }

    private IReadOnlyList<Organization> Find(string text)
    {
        if (byPath.TryGetValue(Plain.Key(text), out var coded)) return [coded];
        var key = Plain.OrganizationKey(text);
        return byName.Contains(key) ? [.. byName[key]] : Shortened(key);
    }

    /// <summary>A township's own roster leaves out the name of the township: 新风村党支部.</summary>
    private List<Organization> Shortened(string key) => key.EndsWith("支部", StringComparison.Ordinal) && key.Length > 4
        ? byName.Where(named => named.Key.EndsWith(key, StringComparison.Ordinal)).SelectMany(named => named).ToList()
        : [];
}
