using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>One page before anything is done: what is written for whom, and for whom nothing can be. One button does it for all of them.</summary>
public sealed class AnswerModel(HongyanDb db, Planning planning, Answering answering, TimeProvider clock, Texts texts) : PageModel
{
    public const int LongestReason = 2000;
    private const int ShownRefusals = 5, DaysForTask = 14;
    private readonly Texts words = texts.For("National");

    /// <summary>taken, key-in, left or task.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    /// <summary>The numbers of the lines, apart by commas.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lines { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? Due { get; set; }

    public NationalComparison Comparison { get; private set; } = null!;

    internal IReadOnlyList<PlannedLine> Planned { get; private set; } = [];

    public int Possible => Planned.Count(one => one.Refusal is null);

    public bool HasReason => Act is NationalLine.Left or NationalLine.Task;

    public bool HasDue => Act is NationalLine.KeyIn or NationalLine.Task;

    private IReadOnlyList<int> Numbers => [.. (Lines ?? "").Split(',')
        .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Where(number => number > 0).Distinct().Take(Planning.Most)];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        ModelState.Clear();
        Due = ChinaDate.Today(clock).AddDays(DaysForTask);
        var (org, numbers) = (Comparison.OrgPath, Numbers);
        var lines = await db.NationalLines.AsNoTracking()
            .Where(line => line.OrgPath == org && line.ComparisonId == id && line.Answer == null && numbers.Contains(line.Number))
            .OrderBy(line => line.Number).ToListAsync(cancellation);
        Planned = await planning.OfAsync(Comparison, lines, Act!, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        var lines = await answering.HoldAsync(Comparison, Numbers, cancellation);
        if (HasReason && string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), words[Act == NationalLine.Left ? "invalid.reason" : "invalid.task"]);
        else if (TypedText.TooLong(Reason, LongestReason) is { } tooLong)
            ModelState.AddModelError(nameof(Reason), tooLong);
        var today = ChinaDate.Today(clock);
        if (HasDue && !(Due >= today && Due <= today.AddYears(1)))
            ModelState.AddModelError(nameof(Due), words["invalid.due"]);
        if (!ModelState.IsValid)
        {
            Planned = await planning.OfAsync(Comparison, lines, Act!, cancellation);
            return Page();
        }
        var decision = new Decision(Act!, HasReason ? Reason!.Trim() : null, Due ?? today);
        var (done, refused) = await answering.AnswerAsync(Comparison, lines, decision, cancellation);
        TempData["Message"] = lines.Count == 0 ? words["answered.already"]
            : refused.Count == 0 ? words["answered." + Act, done]
            : words["answered.some", done, refused.Count,
                string.Join("", refused.Take(ShownRefusals).Select(one => words["answered.why", one.Line.Facts.Name, one.Why]))];
        return LocalRedirect("/National/Lines/" + id);
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (!LinesModel.Acts.Contains(Act)
            || await db.NationalComparisons.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation) is not { } comparison)
            return false;
        Comparison = comparison;
        return true;
    }
}
