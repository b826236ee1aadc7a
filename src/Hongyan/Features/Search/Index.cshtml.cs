using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Search;

/// <summary>
/// One box for everything a paper or a caller gives: a name, a certificate number, the end of a phone number. A name may stand in an
/// address; what has digits is answered where it was sent, so that it is neither kept nor logged.
/// </summary>
public sealed class IndexModel(HongyanDb db, Actor actor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Nothing was asked, or it is too short to look for.</summary>
    public bool IsEmpty => Hits is null;

    public IReadOnlyList<Hit>? Hits { get; private set; }

    public bool AreMore { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Q is not null && Finder.IsNumber(Q))
            Q = null;
        return AnswerAsync(cancellation);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(Q) || Finder.IsNumber(Q)
            ? AnswerAsync(cancellation)
            : Task.FromResult<IActionResult>(RedirectToPage(new { q = Q.Trim() }));

    private async Task<IActionResult> AnswerAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        if (Q?.Trim() is not { Length: > 0 and <= Finder.Longest } search)
            return Page();
        var hits = await new Finder(db).FindAsync(search, top, cancellation);
        if (hits is [var only])
            return LocalRedirect($"/Members/{only.Id}");
        AreMore = hits.Count > Finder.Most;
        Hits = AreMore ? hits[..Finder.Most] : hits;
        return Page();
    }
}
