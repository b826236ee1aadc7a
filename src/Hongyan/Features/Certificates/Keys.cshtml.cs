using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>The keys with which the committees below the reader sign, and the change to a new one.</summary>
public sealed class KeysModel(HongyanDb db, CommitteeKeys keys, Actor actor, Audit audit, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Certificates");

    /// <summary>The committee, and the key that is to be retired: sent twice, it is changed once.</summary>
    [BindProperty]
    public string Committee { get; set; } = "";

    [BindProperty]
    public string? Kid { get; set; }

    /// <summary>Committees, their keys, and the algorithm of the next one.</summary>
    public IReadOnlyList<(string Path, string Name, IReadOnlyList<Line> Keys, string Next)> Committees { get; private set; } = [];

    public sealed record Line(string Kid, string Algorithm, DateOnly CreatedOn, DateOnly? RetiredOn, int Certificates);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var (lo, hi) = (actor.OrgPath ?? "", actor.OrgPath + "/");
        var committees = await db.Organizations.AsNoTracking()
            .Where(o => o.Path.CompareTo(lo) >= 0 && o.Path.CompareTo(hi) < 0 && (o.Kind == "committee" || o.Kind == "organization-department"))
            .OrderBy(o => o.Path).Select(o => new { o.Path, o.Name }).ToListAsync(cancellation);
        var signed = await db.SigningKeys.AsNoTracking().OrderByDescending(k => k.CreatedAt)
            .Select(k => new { k.CommitteePath, k.Kid, k.Algorithm, k.CreatedAt, k.RetiredOn }).ToListAsync(cancellation);
        var kids = signed.ConvertAll(key => key.Kid);
        var certificates = await db.Certificates.Where(c => kids.Contains(c.KeyId!)).GroupBy(c => c.KeyId!).Select(of => new { of.Key, Count = of.Count() })
            .ToDictionaryAsync(of => of.Key, of => of.Count, cancellation);
        var lines = signed.ToLookup(key => key.CommitteePath, key =>
            new Line(key.Kid, key.Algorithm, ChinaDate.Of(key.CreatedAt), key.RetiredOn, certificates.GetValueOrDefault(key.Kid)));
        var shown = new List<(string, string, IReadOnlyList<Line>, string)>();
        foreach (var one in committees)
            shown.Add((one.Path, one.Name, [.. lines[one.Path]], (await keys.NextAsync(one.Path, cancellation)).Algorithm));
        Committees = shown;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Writers.Within(Committee, actor.OrgPath)
            || await db.Organizations
                .Where(o => o.Path == Committee && (o.Kind == "committee" || o.Kind == "organization-department"))
                .Select(o => o.Name)
                .FirstOrDefaultAsync(cancellation) is not { } name)
            return NotFound();
        var inUse = await db.SigningKeys.Where(k => k.CommitteePath == Committee && k.RetiredOn == null).Select(k => k.Kid).FirstOrDefaultAsync(cancellation);
        if (inUse == Kid || inUse is null)
        {
            var made = await keys.ChangeAsync(Committee, cancellation);
            audit.Note("signing-key-changed", Committee, new { Old = inUse, New = made.Kid });
            await db.SaveChangesAsync(cancellation);
            inUse = made.Kid;
        }
        TempData["Message"] = words["keys.changed", name, inUse];
        return RedirectToPage();
    }
}
