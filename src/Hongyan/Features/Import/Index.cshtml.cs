using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>Upload a file. It is read at once, so that a file that cannot be read is refused where it was chosen.</summary>
[RequestSizeLimit(MostBytes)]
[FormLimits(Bytes = MostBytes)]
public sealed class IndexModel(HongyanDb db, Secrets secrets, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    // More than is accepted, so that a file somewhat too large is answered with a sentence.
    private const int MostBytes = 4 * Limits.FileBytes;
    private const int NarrowestColumn = 14;
    private readonly Texts texts = texts.For("Import");

    [BindProperty(SupportsGet = true)]
    [Required]
    public string Kind { get; set; } = ImportKind.Outflow;

    [BindProperty]
    [Required]
    public string Into { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "upload.file.missing")]
    public IFormFile? Upload { get; set; }

    public IEnumerable<SelectListItem> KindChoices => Kinds.Select(kind => new SelectListItem(texts["kind." + kind], kind, kind == Kind));

    public IReadOnlyList<Organization> Organizations { get; private set; } = [];

    public IReadOnlyList<WaitingDraft> Waiting { get; private set; } = [];

    internal IEnumerable<string> Kinds => ImportKind.For(actor);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!Kinds.Contains(Kind)) Kind = Kinds.Contains(ImportKind.Outflow) ? ImportKind.Outflow : ImportKind.Inflow;
        Into = actor.OrgPath ?? "";
        await LoadAsync(cancellation);
    }

    /// <summary>An empty roster of a kind: the headings that are read, those that are needed marked.</summary>
    public IActionResult OnGetTemplate()
    {
        if (!Kinds.Contains(Kind)) return NotFound();
        var title = texts["kind." + Kind];
        var columns = Fields.Of(Kind).Select(field =>
            new Column(field.Required ? "*" + field.Label : field.Label, Width: Math.Max(NarrowestColumn, 2 * field.Label.Length + 3)));
        var sheet = new Documents.Sheet(title, [.. columns], AsyncEnumerable.Empty<IReadOnlyList<object?>>()) { Subtitle = texts["template.about"] };
        return new XlsxFile(sheet, title);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (!Kinds.Contains(Kind)) ModelState.TryAddModelError(nameof(Kind), texts["invalid.value"]);
        if (Organizations.All(organization => organization.Path != Into.Trim())) ModelState.TryAddModelError(nameof(Into), texts["upload.into.unknown"]);
        if (Kind == ImportKind.Announced && Organizations.FirstOrDefault(organization => organization.Path == Into.Trim()) is { Kind: not "committee" } other)
            ModelState.TryAddModelError(nameof(Into), texts["refused.into-committee", other.Name]);
        if (!ModelState.IsValid || Upload is null) return Page();
        try
        {
            if (Upload.Length > Limits.FileBytes) throw new UnreadableFile("too-large", Limits.FileBytes / 1024 / 1024);
            var content = new byte[Upload.Length];
            await using (var stream = Upload.OpenReadStream()) await stream.ReadExactlyAsync(content, cancellation);
            Importer.Read(content, Kind);
            var id = await Drafts.AddAsync(Kind, Into.Trim(), Path.GetFileName(Upload.FileName), content, cancellation);
            return RedirectToPage("Preview", new { id });
        }
        catch (UnreadableFile refusal)
        {
            ModelState.AddModelError(nameof(Upload), ImportWords.Of(refusal));
            return Page();
        }
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken cancellation)
    {
        await Drafts.DiscardAsync(id, cancellation);
        TempData["Message"] = texts["waiting.discarded"];
        return RedirectToPage();
    }

    private Drafts Drafts => new(db, secrets, actor, clock);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Waiting = await Drafts.WaitingAsync(cancellation);
        var (lo, hi) = Checks.Branches.Below(actor.OrgPath ?? "-");
        Organizations = await db.Organizations.AsNoTracking()
            .Where(o => o.Path.CompareTo(lo) >= 0 && o.Path.CompareTo(hi) < 0)
            .OrderBy(o => o.Path).ToListAsync(cancellation);
    }
}
