using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>The organisation department gives numbers to the committees that seal; no number is given twice.</summary>
public sealed class RangesModel(HongyanDb db, Actor actor, Audit audit, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestPrefix = 20;
    private const int LongestWidth = 12;
    private readonly Texts words = texts.For("Certificates");

    /// <summary>The id of the range to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Committee { get; set; }

    [BindProperty, StringLength(LongestPrefix), RegularExpression("[A-Za-z0-9-]*")]
    public string? Prefix { get; set; }

    /// <summary>As they stand on the certificates, leading zeros and all.</summary>
    [BindProperty, Required, StringLength(LongestWidth), RegularExpression("[0-9]+")]
    public string? First { get; set; }

    [BindProperty, Required, StringLength(LongestWidth), RegularExpression("[0-9]+")]
    public string? Last { get; set; }

    public IReadOnlyList<(CertificateRange Range, string Committee)> Ranges { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Committees { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Id = Guid.CreateVersion7();
        await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ShowAsync(cancellation);
        if (Committees.All(committee => committee.Value != Committee))
            ModelState.AddModelError(nameof(Committee), words["invalid.committee"]);
        if (ModelState.IsValid && First!.Length != Last!.Length)
            ModelState.AddModelError(nameof(Last), words["invalid.width"]);
        else if (ModelState.IsValid && string.CompareOrdinal(First, Last) > 0)
            ModelState.AddModelError(nameof(Last), words["invalid.order"]);
        if (!ModelState.IsValid)
            return Page();
        await db.Database.HoldAsync(AdvisoryLock.CertificateRange, cancellation);
        if (await db.CertificateRanges.AnyAsync(r => r.Id == Id, cancellation))
            return Done();
        if (await OverlapAsync(Prefix + First, Prefix + Last, cancellation) is { } taken)
        {
            ModelState.AddModelError(nameof(First), words["invalid.overlap", taken.Number(taken.First), taken.Number(taken.Last), NameOf(taken.CommitteePath)]);
            return Page();
        }
        var (first, last) = (long.Parse(First!), long.Parse(Last!));
        db.CertificateRanges.Add(new CertificateRange
        {
            Id = Id,
            CommitteePath = Committee!,
            Prefix = Prefix ?? "",
            Width = First!.Length,
            First = first,
            Last = last,
            Next = first,
            GivenOn = ChinaDate.Today(clock),
            AccountId = actor.AccountId,
        });
        audit.Note("certificate-range-given", Committee, new { First = Prefix + First, Last = Prefix + Last });
        await db.SaveChangesAsync(cancellation);
        return Done();
    }

    /// <summary>Numbers of one length are compared as they are written, whatever part of them was called the prefix.</summary>
    private async Task<CertificateRange?> OverlapAsync(string first, string last, CancellationToken cancellation)
    {
        var all = await db.CertificateRanges.AsNoTracking().ToListAsync(cancellation);
        return all.Find(range => range.Prefix.Length + range.Width == first.Length
            && string.CompareOrdinal(first, range.Number(range.Last)) <= 0 && string.CompareOrdinal(range.Number(range.First), last) <= 0);
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        var (lo, hi) = (actor.OrgPath ?? "", actor.OrgPath + "/");
        var committees = await db.Organizations.AsNoTracking()
            .Where(o => o.Path.CompareTo(lo) >= 0 && o.Path.CompareTo(hi) < 0 && (o.Kind == "committee" || o.Kind == "organization-department"))
            .OrderBy(o => o.Path).ToListAsync(cancellation);
        Committees = [.. committees.Select(committee => new SelectListItem(committee.Name, committee.Path))];
        var ranges = await db.CertificateRanges.AsNoTracking()
            .Where(r => r.CommitteePath.CompareTo(lo) >= 0 && r.CommitteePath.CompareTo(hi) < 0)
            .OrderBy(r => r.CommitteePath).ThenBy(r => r.GivenOn).ThenBy(r => r.First).ToListAsync(cancellation);
        Ranges = [.. ranges.Select(range => (range, NameOf(range.CommitteePath)))];
    }

    // Ranges of other departments are nobody's business here; their numbers still count.
    private string NameOf(string path) => Committees.FirstOrDefault(committee => committee.Value == path)?.Text ?? words["other-department"];

    private RedirectToPageResult Done()
    {
        TempData["Message"] = words["given", NameOf(Committee!), Prefix + First, Prefix + Last];
        return RedirectToPage();
    }
}
