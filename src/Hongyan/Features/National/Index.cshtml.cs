using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Reports;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Rules.National;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>全国系统比对: a file is compared at once, so that one that cannot be read is refused where it was chosen; and what is to be done.</summary>
[RequestSizeLimit(MostBytes)]
[FormLimits(Bytes = MostBytes)]
public sealed class IndexModel(HongyanDb db, Comparing comparing, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int MostBytes = 4 * Limits.FileBytes; // so that a file somewhat too large is answered with a sentence
    private const int Shown = 20, ShownTasks = 100, LongestName = 200;
    private readonly Texts words = texts.For("National");

    [BindProperty(SupportsGet = true), Required]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true), Required]
    public string? Side { get; set; }

    [BindProperty, Required]
    public DateOnly? On { get; set; }

    /// <summary>The file holds all of the organisation: who is missing in it is missing there.</summary>
    [BindProperty]
    public bool Whole { get; set; }

    [BindProperty, Required(ErrorMessage = "upload.file.missing")]
    public IFormFile? Upload { get; set; }

    /// <summary>What is said to be done, and whose task it is.</summary>
    [BindProperty]
    public Guid Finished { get; set; }

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    public IEnumerable<SelectListItem> Sides => SidesOf(actor).Select(side => new SelectListItem(words["side." + side], side, side == Side));

    public IReadOnlyList<NationalComparison> Comparisons { get; private set; } = [];

    public IReadOnlyList<NationalTask> Tasks { get; private set; } = [];

    /// <summary>How many are to be keyed in.</summary>
    public int ToKeyIn { get; private set; }

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    /// <summary>The directions that somebody works for: an organisation of floating members is only ever host.</summary>
    internal static IEnumerable<string> SidesOf(Actor actor) => actor.ServesHome ? [NationalLayout.Outflow, NationalLayout.Inflow] : [NationalLayout.Inflow];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        On = Today;
        Side = SidesOf(actor).Contains(Side) ? Side : SidesOf(actor).First();
        Org = string.IsNullOrEmpty(Org) ? actor.OrgPath : Org;
        await LoadAsync(cancellation);
        return Organizations.Any(one => one.Value == Org) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Finished));
        if (!SidesOf(actor).Contains(Side))
            ModelState.AddModelError(nameof(Side), words["invalid.side"]);
        if (Organizations.All(one => one.Value != Org))
            ModelState.AddModelError(nameof(Org), words["invalid.org"]);
        if (On is { } day && (day > Today || !ReportDay.IsPossible(day)))
            ModelState.AddModelError(nameof(On), words["invalid.on"]);
        if (!ModelState.IsValid || Upload is null)
            return Page();
        try
        {
            if (Upload.Length > Limits.FileBytes)
                throw new UnreadableFile("too-large", Limits.FileBytes / 1024 / 1024);
            var content = new byte[Upload.Length];
            await using (var stream = Upload.OpenReadStream())
                await stream.ReadExactlyAsync(content, cancellation);
            var organization = await db.Organizations.AsNoTracking().FirstAsync(one => one.Path == Org, cancellation);
            var order = new CompareOrder(organization, Side!, On!.Value, Whole, NameOf(Upload.FileName));
            var compared = await comparing.CompareAsync(content, order, cancellation);
            await comparing.SaveAsync(compared, cancellation);
            return LocalRedirect("/National/Lines/" + compared.Comparison.Id);
        }
        catch (UnreadableFile refusal)
        {
            ModelState.AddModelError(nameof(Upload), ImportWords.Of(refusal));
            return Page();
        }
    }

    /// <summary>A task is done, whose organisation lies at or below the reader's.</summary>
    public async Task<IActionResult> OnPostDoneAsync(CancellationToken cancellation)
    {
        var (id, lo, hi) = (Finished, actor.OrgPath ?? "-", actor.OrgPath + "/");
        if (await db.NationalTasks.FirstOrDefaultAsync(one => one.Id == id && one.Kind == NationalLine.Task
            && one.BranchPath.CompareTo(lo) >= 0 && one.BranchPath.CompareTo(hi) < 0, cancellation) is not { } task)
            return NotFound();
        if (task.DoneOn is null)
        {
            (task.DoneOn, task.DoneBy) = (Today, actor.AccountId);
            audit.Note("national-task-done", id.ToString(), member: task.PersonId);
            await db.SaveChangesAsync(cancellation);
        }
        TempData["Message"] = words["task.done", task.Name];
        return LocalRedirect("/National");
    }

    private static string NameOf(string fileName)
    {
        var name = Path.GetFileName(fileName);
        return name.Length == 0 ? "—" : name.Length <= LongestName ? name : name[^LongestName..];
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var (lo, hi) = (actor.OrgPath ?? "-", actor.OrgPath + "/");
        Organizations = await OrganizationChoices.BelowAsync(db, lo, Org, cancellation);
        Comparisons = await db.NationalComparisons.AsNoTracking().Where(one => one.OrgPath.CompareTo(lo) >= 0 && one.OrgPath.CompareTo(hi) < 0)
            .OrderByDescending(one => one.ComparedAt).Take(Shown).ToListAsync(cancellation);
        Tasks = await db.NationalTasks.AsNoTracking()
            .Where(one => one.Kind == NationalLine.Task && one.DoneOn == null && one.BranchPath.CompareTo(lo) >= 0 && one.BranchPath.CompareTo(hi) < 0)
            .OrderBy(one => one.DueOn).ThenBy(one => one.Id).Take(ShownTasks).ToListAsync(cancellation);
        ToKeyIn = await db.NationalTasks.CountAsync(
            one => one.Kind == NationalLine.KeyIn && one.DoneOn == null && one.BranchPath.CompareTo(lo) >= 0 && one.BranchPath.CompareTo(hi) < 0, cancellation);
        List<string> paths = [.. Comparisons.Select(one => one.OrgPath).Concat(Tasks.Select(one => one.BranchPath)).Distinct()];
        Names = await db.Organizations.AsNoTracking().Where(one => paths.Contains(one.Path)).ToDictionaryAsync(one => one.Path, one => one.Name, cancellation);
    }
}
