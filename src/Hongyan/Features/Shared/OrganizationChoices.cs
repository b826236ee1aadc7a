using Hongyan.Data;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Shared;

/// <summary>The organisations at and below one, to choose from: each indented as far as it lies below.</summary>
internal static class OrganizationChoices
{
    public static async Task<IReadOnlyList<SelectListItem>> BelowAsync(HongyanDb db, string top, CancellationToken cancellation)
    {
        var end = top + "/"; // '/' follows '.'
        var organizations = await db.Organizations.AsNoTracking()
            .Where(one => one.Path.CompareTo(top) >= 0 && one.Path.CompareTo(end) < 0)
            .OrderBy(one => one.Path).Select(one => new { one.Path, one.Name }).ToListAsync(cancellation);
        return organizations.ConvertAll(one => new SelectListItem(new string('　', Depth(one.Path)) + one.Name, one.Path));

        int Depth(string path) => (path.Length - top.Length) / ".000".Length;
    }
}
