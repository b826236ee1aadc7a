using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Members;

/// <summary>Places of the list of divisions whose whole name holds what is typed, the upper ones first.</summary>
public sealed class RegionsModel(PolicyLibrary library) : PageModel
{
    private const int Most = 20;

    public IReadOnlyList<(string Code, string Name)> Found { get; private set; } = [];

    public void OnGet()
    {
        var typed = Request.Query["Values[destination]"].ToString().Trim();
        if (typed.Length is 0 or > 40)
            return;
        Found = [.. library.Regions.Keys.Where(code => code.Length == 6).Select(code => (Code: code, Name: Regions.NameOf(library.Regions, code)))
            .Where(one => one.Name.Contains(typed, StringComparison.Ordinal))
            .OrderBy(one => one.Name.Length).ThenBy(one => one.Code, StringComparer.Ordinal).Take(Most)];
    }
}
