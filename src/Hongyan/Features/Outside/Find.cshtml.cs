using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Outside;

/// <summary>What the words of a choice may mean, asked while somebody types: the part of the form and nothing around it.</summary>
public sealed class FindModel(OutsideChoosing choosing) : PageModel
{
    /// <summary>The name under which the form sends the choice.</summary>
    [BindProperty(SupportsGet = true)]
    public string Prefix { get; set; } = "";

    /// <summary>The field of the page that holds the words, where it is another one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    public OutsideChoice Choice { get; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await TryUpdateModelAsync(Choice, Prefix);
        if (Words is { Length: > 0 } field)
            Choice.Words = Request.Query[field];
        ModelState.Clear();
        if (!string.IsNullOrWhiteSpace(Choice.Words) && Choice.Words.Length <= OutsideInput.LongestName)
            await choosing.FindAsync(Choice, cancellation);
        return Page();
    }
}
