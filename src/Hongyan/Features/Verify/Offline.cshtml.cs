using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Verify;

/// <summary>
/// Checks codes in the browser, with public keys and status lists that it keeps: for a door without a network. The page knows nobody, and what is
/// checked is sent nowhere.
/// </summary>
public sealed class OfflineModel(HongyanDb db, PolicyLibrary library, TimeProvider clock) : PageModel
{
    private static readonly string[] States =
    [
        ShownCertificate.Valid, ShownCertificate.Dated, ShownCertificate.Expired, ShownCertificate.Elsewhere, ShownCertificate.Withdrawn,
        ShownCertificate.Lost, ShownCertificate.Forged, ShownCertificate.Unreadable, ShownCertificate.OfNumber, ShownCertificate.Uncheckable,
    ];

    /// <summary>What it can say.</summary>
    public static IReadOnlyList<ShownCertificate> Verdicts { get; } = [.. States.Select(state => new ShownCertificate(state))];

    /// <summary>Where the status lists are, parted by blanks.</summary>
    public string Lists { get; private set; } = "";

    public int Days { get; } = PinnedKeys.ListDays(library, ChinaDate.Today(clock));

    /// <summary>The field of the form; it is never sent.</summary>
    public string? Asked { get; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var lists = await db.Database.SqlQuery<int>($"select id as \"Value\" from status_list order by id").ToListAsync(cancellation);
        Lists = string.Join(' ', lists.Select(list => FormattableString.Invariant($"{StatusPlaces.Path}{list}")));
    }
}
