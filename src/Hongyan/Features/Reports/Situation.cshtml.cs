using System.Text.Json;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Records;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Features.Reports;

/// <summary>The situation report of an organisation within the reader's scope: figures, charts, problems, names, the document.</summary>
public sealed class SituationModel(HongyanDb db, DutyKeeping keeping, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private static readonly string[] Rings = ["sex", "direction", "duration"];
    private readonly Texts texts = texts.For("Reports");

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>Whole percentages are asked.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Whole { get; set; }

    /// <summary>The breakdown and the group whose names are to be shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    public SituationReport? Report { get; private set; }

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation)) return NotFound();
        Organizations = await OrganizationChoices.BelowAsync(db, actor.OrgPath!, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnGetDocxAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation)) return NotFound();
        if (Report is null) return BadRequest();
        audit.Note("report-situation", Org, new { On });
        await db.SaveChangesAsync(cancellation);
        return File(DocxWriter.Write(Document), DocxWriter.ContentType, SituationDocument.FileName(Report) + ".docx");
    }

    public Document Document => SituationDocument.Of(Report!, Whole);

    /// <summary>The people of the chosen group; nothing when none is chosen.</summary>
    public IReadOnlyList<PersonAway>? Names => By is null || Group is null ? null : Report!.InGroup(By, Group);

    public string ShareOf(int count) => Percent.Of(count, Report!.Figures.Floating, Whole);

    public string OutflowShare => Percent.Of(Report!.Figures.OutflowShare, Whole);

    public static string GroupName(string breakdown, string key) => SituationDocument.GroupName(breakdown, key);

    /// <summary>What the script draws: the same figures as in the table.</summary>
    public string Chart(Breakdown breakdown) => JsonSerializer.Serialize(new
    {
        Ring = Rings.Contains(breakdown.Name),
        Labels = breakdown.Groups.Select(group => GroupName(breakdown.Name, group.Key)),
        Values = breakdown.Groups.Select(group => group.Count),
    }, EventJson.Options);

    /// <summary>False when there is no such organisation within the reader's scope.</summary>
    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        Org ??= actor.OrgPath;
        if (Org is null || actor.OrgPath is not { } top || !SituationQuery.IsWithin(Org, top)) return false;
        On ??= ModelState.IsValid ? ChinaDate.Today(clock) : null;
        if (On is not { } day) return true;
        if (!ReportDay.IsPossible(day))
        {
            ModelState.AddModelError(nameof(On), texts["on.invalid", ReportDay.First, ReportDay.Last]);
            return true;
        }
        Report = await new SituationQuery(db, keeping).AsOfAsync(day, Org, cancellation);
        return Report is not null;
    }
}
