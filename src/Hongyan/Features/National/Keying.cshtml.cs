using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.National;

/// <summary>全国系统待录入: whom to key in there, one after the other or as a file in the columns of that system.</summary>
public sealed class KeyingModel(HongyanDb db, ToKeyIn keying, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("National");

    [BindProperty(SupportsGet = true)]
    public string? Side { get; set; }

    /// <summary>Also stays that nobody asks for and of which nothing says that they stand there.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    internal IReadOnlyList<KeyInLine> Lines { get; private set; } = [];

    public IEnumerable<string> Sides => IndexModel.SidesOf(actor);

    public int Total { get; private set; }

    public int Pages => (Total + ToKeyIn.OnPage - 1) / ToKeyIn.OnPage;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Choose();
        P = Math.Clamp(P, 1, 10_000);
        Lines = await keying.ListAsync(Side!, All, P, ToKeyIn.OnPage, cancellation);
        Total = (int)(Lines.Count > 0 ? Lines[0].All : 0);
    }

    /// <summary>The file holds ID numbers: who takes it is noted, and what for.</summary>
    public async Task<IActionResult> OnPostFileAsync(CancellationToken cancellation)
    {
        Choose();
        var (today, side) = (ChinaDate.Today(clock), words["side." + Side]);
        await new Exporting(db, audit)
            .NoteAsync("national-flow", Exporting.Xlsx, actor.OrgPath, new { On = today, Side, All, WithNumbers = true }, cancellation);
        var title = words["file.title", side];
        var sheet = await keying.SheetAsync(Side!, All, title, words["file.by", DateText.Of(today)], cancellation);
        return new XlsxFile(sheet, title);
    }

    private void Choose() => Side = Sides.Contains(Side) ? Side : Sides.First();
}
