using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>Asks that another entry stands for this one: chosen among the similar ones or by name, with a reason; a second person confirms.</summary>
public sealed class MergeModel(HongyanDb db, OutsideDirectory directory, OutsideActs acts, Texts texts) : PageModel
{
    private const int MostFound = 30;
    private readonly Texts words = texts.For("Outside");

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The entry that is to stand for this one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Into { get; set; }

    [BindProperty, Required, StringLength(OutsideInput.LongestNote)]
    public string? Reason { get; set; }

    public OutsideOrganization One { get; private set; } = null!;

    public OutsideOrganization? Other { get; private set; }

    public IReadOnlyList<OutsideOrganization> Found { get; private set; } = [];

    public string? Refusal { get; private set; }

    public string? PlaceOf(OutsideOrganization one) => directory.PlaceOf(one.RegionCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (Other is null)
            Found = await FindAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation) || Other is null)
            return NotFound();
        if (Refusal is not null || !ModelState.IsValid)
            return Page();
        if (await acts.AskMergeAsync(One, Other, Reason!.Trim(), cancellation) is { } refusal)
        {
            Refusal = words[refusal];
            return Page();
        }
        TempData["Message"] = words["asked.done"];
        return LocalRedirect("/Outside/" + Id);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        if (await db.OutsideOrganizations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == Id && one.MergedInto == null, cancellation) is not { } one)
            return false;
        One = one;
        if (Into is not { } into)
            return true;
        Other = await db.OutsideOrganizations.AsNoTracking().SingleOrDefaultAsync(other => other.Id == into, cancellation);
        if (Other is not null && OutsideActs.Refusal(One, Other) is { } refusal)
            Refusal = words[refusal];
        return Other is not null;
    }

    /// <summary>By name; without one those that are similar.</summary>
    private async Task<IReadOnlyList<OutsideOrganization>> FindAsync(CancellationToken cancellation)
    {
        if (Q?.Trim() is not { Length: > 0 } search)
            return [.. (await directory.MatchAsync(OutsideDirectory.TraitsOf(One) with { NationalCode = null }, Id, cancellation)).All.Take(MostFound)];
        var like = LikePattern.Anywhere(search);
        return await db.OutsideOrganizations.AsNoTracking().Where(one => one.Id != Id && one.MergedInto == null && EF.Functions.Like(one.Name, like))
            .OrderBy(one => one.Name).ThenBy(one => one.Id).Take(MostFound).ToListAsync(cancellation);
    }
}
