using Hongyan.Data;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Shared;

/// <summary>The organisations at and below one, to choose from: each indented as far as it lies below.</summary>
internal static class OrganizationChoices
{
    // Below a whole county there are more organisations than anybody scrolls through: then the upper ones.
    private const int Most = 300;

    /// <param name="chosen">One that is offered in any case.</param>
    public static async Task<IReadOnlyList<SelectListItem>> BelowAsync(HongyanDb db, string top, string? chosen, CancellationToken cancellation)
    {
        var end = top + "/"; // '/' follows '.'
        var organizations = await db.Organizations.AsNoTracking()
            .Where(one => one.Path.CompareTo(top) >= 0 && one.Path.CompareTo(end) < 0)
            .OrderBy(one => one.Path == chosen ? 0 : 1).ThenBy(one => one.Path.Length).ThenBy(one => one.Path).Take(Most)
            .Select(one => new { one.Path, one.Name }).ToListAsync(cancellation);
        return [.. organizations.OrderBy(one => one.Path, StringComparer.Ordinal)
            .Select(one => new SelectListItem(new string('　', Depth(one.Path)) + one.Name, one.Path))];

        int Depth(string path) => (path.Length - top.Length) / ".000".Length;
    }
}
