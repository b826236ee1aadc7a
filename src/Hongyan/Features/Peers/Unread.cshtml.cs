using Hongyan.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What came from outside and could not be read, for whoever operates: when, by what handle, how large and why; nothing of what was in it.</summary>
public sealed class UnreadModel(HongyanDb db) : PageModel
{
    private const int OnPage = 50;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public IReadOnlyList<UnreadEnvelope> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Pages = (await db.UnreadEnvelopes.CountAsync(cancellation) + OnPage - 1) / OnPage;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Lines = await db.UnreadEnvelopes.AsNoTracking().OrderByDescending(one => one.At).ThenBy(one => one.Id)
            .Skip((P - 1) * OnPage).Take(OnPage).ToListAsync(cancellation);
    }
}
