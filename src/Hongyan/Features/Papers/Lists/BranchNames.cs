using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers.Lists;

/// <summary>How a roster names organisations so that they are found again: by name, or by code where two have the same name.</summary>
internal sealed class BranchNames
{
    private readonly Dictionary<string, string> names;
    private readonly HashSet<string> repeated;

    private BranchNames(IReadOnlyCollection<Organization> organizations)
    {
        names = organizations.ToDictionary(one => one.Path, one => one.Name);
        repeated = organizations.GroupBy(one => Plain.OrganizationKey(one.Name))
            .Where(group => group.Count() > 1)
            .SelectMany(group => group)
            .Select(one => one.Path)
            .ToHashSet();
    }

    public static async Task<BranchNames> LoadAsync(DocumentContext context, Organization top, CancellationToken cancellation)
    {
        var (lo, hi) = DocumentContext.Below(top);
        return new BranchNames(await context.Db.Organizations.AsNoTracking()
            .Where(one => one.Path.CompareTo(lo) >= 0 && one.Path.CompareTo(hi) < 0).ToListAsync(cancellation));
    }

    public string Of(Organization organization) => repeated.Contains(organization.Path) ? organization.Path : organization.Name;

    public string Of(HomeParty home) => home.Path is { } path && repeated.Contains(path) ? path : home.Name;

    public string Of(string path) => repeated.Contains(path) ? path : names.GetValueOrDefault(path, path);
}
