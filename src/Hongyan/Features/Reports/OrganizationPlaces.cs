using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reports;

/// <summary>Names and provinces of the organisations that a report touches.</summary>
internal sealed class OrganizationPlaces
{
    private readonly Dictionary<string, Organization> byPath;

    private OrganizationPlaces(Dictionary<string, Organization> byPath) => this.byPath = byPath;

    /// <summary>Loads the organisations with everything above them.</summary>
    public static async Task<OrganizationPlaces> LoadAsync(HongyanDb db, IEnumerable<string> paths, CancellationToken cancellation)
    {
        var wanted = paths.Distinct().SelectMany(Upward).Distinct().ToList();
        return new OrganizationPlaces(await db.Organizations
            .AsNoTracking()
            .Where(one => wanted.Contains(one.Path))
            .ToDictionaryAsync(one => one.Path, cancellation));
    }

    /// <summary>110105 → 110000.</summary>
    public static string? Province(string? region) => region is { Length: >= 2 } ? region[..2] + "0000" : null;

    public string? NameOf(string? path) => path is null ? null : byPath.GetValueOrDefault(path)?.Name;

    /// <summary>By its own division code or that of the nearest superior that has one.</summary>
    public string? ProvinceOf(string path) =>
        Province(Upward(path).Select(one => byPath.GetValueOrDefault(one)?.RegionCode).FirstOrDefault(code => !string.IsNullOrEmpty(code)));

    private static IEnumerable<string> Upward(string path)
    {
        for (var at = path; ; at = at[..at.LastIndexOf('.')])
        {
            yield return at;
            if (!at.Contains('.', StringComparison.Ordinal)) yield break;
        }
    }
}
