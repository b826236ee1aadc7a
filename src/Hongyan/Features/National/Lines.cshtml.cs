using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Rules.National;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>One comparison, line by line: what differs, and what was decided. Lines are ticked, and one page asks before anything is done.</summary>
public sealed class LinesModel(HongyanDb db, Audit audit, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("National");

    /// <summary>only-there, only-here, differs or same; without it all that differs.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    /// <summary>The field that differs.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Field { get; set; }

    /// <summary>open, or what was decided; without it what nobody has decided.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Answer { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>The numbers of the lines that are ticked.</summary>
    [BindProperty]
    public IReadOnlyList<int> Line { get; set; } = [];

    /// <summary>What is to be done with them.</summary>
    [BindProperty]
    public string? Act { get; set; }

    /// <summary>The comparison is to be removed indeed.</summary>
    [BindProperty]
    public bool Sure { get; set; }

    public NationalComparison Comparison { get; private set; } = null!;

    public string OrganizationName { get; private set; } = "";

    internal ComparisonCounts Counts { get; private set; } = new();

    internal IReadOnlyList<(NationalLine Line, LineFacts Facts, string? Branch)> Shown { get; private set; } = [];

    /// <summary>How many lines nobody has decided.</summary>
    public int Open { get; private set; }

    public int Total { get; private set; }

    public int Pages => (Total + Planning.Most - 1) / Planning.Most;

    public static IReadOnlyList<string> Groups { get; } = [NationalLine.Differs, NationalLine.OnlyThere, NationalLine.OnlyHere, NationalLine.Same];

    public static IReadOnlyList<string> Acts { get; } = [NationalLine.Taken, NationalLine.KeyIn, NationalLine.Left, NationalLine.Task];

    public static IReadOnlyList<string> Fields => FlowComparison.Fields;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.NationalComparisons.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation) is not { } comparison)
            return NotFound();
        await LoadAsync(comparison, cancellation);
        return Page();
    }

    /// <summary>Goes on to the page that asks before anything is done.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.NationalComparisons.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation) is not { } comparison)
            return NotFound();
        if (Acts.Contains(Act) && Line.Count > 0)
            return LocalRedirect($"/National/Answer/{id}?act={Act}&lines={string.Join(',', Line.Distinct().Take(Planning.Most))}");
        ModelState.AddModelError("", words["choose"]);
        await LoadAsync(comparison, cancellation);
        return Page();
    }

    /// <summary>Forgets a comparison, with what it kept of people. Records and tasks that came of it stay.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.NationalComparisons.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation) is not { } comparison)
            return NotFound();
        if (!Sure)
        {
            ModelState.AddModelError(nameof(Sure), words["remove.sure"]);
            await LoadAsync(comparison, cancellation);
            return Page();
        }
        await db.NationalComparisons.Where(one => one.OrgPath == comparison.OrgPath && one.Id == id).ExecuteDeleteAsync(cancellation);
        audit.Note("national-removed", id.ToString());
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = words["removed"];
        return LocalRedirect("/National");
    }

    private async Task LoadAsync(NationalComparison comparison, CancellationToken cancellation)
    {
        (Comparison, Counts) = (comparison, ComparisonCounts.Read(comparison.Counts));
        Group = Groups.Contains(Group) ? Group : null;
        Field = Fields.Contains(Field) ? Field : null;
        Answer = Acts.Contains(Answer) ? Answer : null;
        OrganizationName = await db.Organizations.Where(one => one.Path == comparison.OrgPath).Select(one => one.Name).FirstAsync(cancellation);
        var (org, id, group, field, answer) = (comparison.OrgPath, comparison.Id, Group, Field, Answer);
        var all = db.NationalLines.AsNoTracking().Where(line => line.OrgPath == org && line.ComparisonId == id);
        Open = await all.CountAsync(line => line.Answer == null && line.Difference != NationalLine.Same, cancellation);
        var asked = all.Where(line => group == null ? line.Difference != NationalLine.Same : line.Difference == group)
            .Where(line => field == null || line.Fields.Contains(field)).Where(line => line.Answer == answer);
        Total = await asked.CountAsync(cancellation);
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        var lines = await (
            from line in asked
            orderby line.Number
            select new { Line = line, Branch = db.Organizations.Where(one => one.Path == line.BranchPath).Select(one => one.Name).FirstOrDefault() })
            .Skip((P - 1) * Planning.Most).Take(Planning.Most).ToListAsync(cancellation);
        Shown = [.. lines.Select(one => (one.Line, LineFacts.Read(one.Line.Facts), one.Branch))];
    }

    /// <summary>What one side says of a field, as a reader sees it.</summary>
    internal string Say(FlowFacts? facts, string field) => (facts is null ? null : field switch
    {
        FlowComparison.Departed => facts.Departed is not { } day ? null : facts.OnlyMonth ? words["month.of", day.Year, day.Month] : DateText.Of(day),
        FlowComparison.Place => facts.Place,
        FlowComparison.Host => facts.Host,
        FlowComparison.Certificate => facts.Certificate,
        _ when facts.IsOver != true => words["is.open"],
        _ => facts.EndedOn is { } end ? words["is.over.on", DateText.Of(end)] : words["is.over"],
    }) ?? "—";
}
