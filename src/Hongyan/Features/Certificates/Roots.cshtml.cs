using System.ComponentModel.DataAnnotations;
using System.Text;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>Other installations whose certificates are believed here: their files are loaded, their fingerprints compared by a second person.</summary>
[FormLimits(Bytes = 4 * MostBytes), RequestSizeLimit(4 * MostBytes)]
public sealed class RootsModel(HongyanDb db, PinnedRoots roots, Texts texts) : PageModel
{
    public const int LongestWith = 100;
    private const int MostBytes = 1024 * 1024;
    private readonly Texts words = texts.For("Certificates");

    /// <summary>A signed set of keys, or a status list.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>The fingerprint as it was heard.</summary>
    [BindProperty, StringLength(100)]
    public string? Typed { get; set; }

    /// <summary>With whom it was compared, and how.</summary>
    [BindProperty, StringLength(LongestWith)]
    public string? With { get; set; }

    public string? Own { get; private set; }

    public IReadOnlyList<PinnedRoot> Roots { get; private set; } = [];

    public ILookup<Guid, PinnedList> Lists { get; private set; } = Enumerable.Empty<PinnedList>().ToLookup(list => list.RootId);

    public Task OnGetAsync(CancellationToken cancellation) => ShowAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var (isDone, said, name) = Upload is null ? (false, "roots.none", "")
            : Upload.Length > MostBytes ? (false, "roots.large", "")
            : await roots.LoadAsync(await ReadAsync(Upload, cancellation), cancellation);
        if (isDone)
            return await DoneAsync(words[said, name], cancellation);
        ModelState.Clear();
        ModelState.AddModelError(nameof(Upload), words[said, name]);
        await ShowAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostCompareAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } root)
            return NotFound();
        if (root.ComparedAt is not null)
            return RedirectToPage();
        if (ModelState.IsValid && string.IsNullOrWhiteSpace(With))
            ModelState.AddModelError(nameof(With), words["invalid.required"]);
        if (ModelState.IsValid && roots.Compare(root, Typed, With!.Trim()) is { } refused)
            ModelState.AddModelError(nameof(Typed), words[refused]);
        if (ModelState.IsValid)
            return await DoneAsync(words["roots.pinned", root.Name], cancellation);
        db.ChangeTracker.Clear();
        await ShowAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } root)
            return NotFound();
        roots.End(root);
        return await DoneAsync(words["roots.ended", root.Name], cancellation);
    }

    private Task<PinnedRoot?> FindAsync(CancellationToken cancellation) =>
        db.PinnedRoots.FirstOrDefaultAsync(root => root.Id == Id && root.EndedAt == null, cancellation);

    private async Task ShowAsync(CancellationToken cancellation)
    {
        Own = await roots.OwnAsync(cancellation);
        Roots = await roots.AllAsync(cancellation);
        Lists = (await db.PinnedLists.AsNoTracking().ToListAsync(cancellation)).ToLookup(list => list.RootId);
    }

    private async Task<RedirectToPageResult> DoneAsync(string said, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = said;
        return RedirectToPage();
    }

    private static async Task<string> ReadAsync(IFormFile file, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(cancellation);
    }
}
