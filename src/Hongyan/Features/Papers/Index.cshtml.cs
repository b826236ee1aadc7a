using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Reports;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Features.Papers;

/// <summary>The lists an organisation can print or take as a file, for a day or the period of a day.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts texts = texts.For("Papers");

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public Interval? Span { get; set; }

    /// <summary>ID numbers in full.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Numbers { get; set; }

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    public IEnumerable<SelectListItem> Spans =>
        Enum.GetValues<Interval>().Select(interval => new SelectListItem(texts["span." + interval], interval.ToString()));

    public bool IsReady { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Org = string.IsNullOrEmpty(Org) ? actor.OrgPath : Org;
        Organizations = await OrganizationChoices.BelowAsync(db, actor.OrgPath!, Org, cancellation);
        if (Organizations.All(one => one.Value != Org)) return NotFound();
        Span ??= Interval.Year;
        if (ModelState.IsValid) On ??= ChinaDate.Today(clock);
        IsReady = On is { } day && ReportDay.IsPossible(day);
        if (On is not null && !IsReady) ModelState.AddModelError(nameof(On), texts["on.invalid"]);
        return Page();
    }

    internal string To(ListPaper paper, string? handler = null)
    {
        var query = new Dictionary<string, string?> { ["org"] = Org, ["on"] = On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (paper.HasPeriod) query["span"] = Span.ToString();
        if (paper.HasNumbers && Numbers) query["numbers"] = "true";
        if (handler is not null) query["handler"] = handler;
        return $"/Papers/{paper.Key}{QueryString.Create(query)}";
    }
}
