using System.Globalization;
using System.Text.Json;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Features.Reports;

/// <summary>The situation report of an organisation within the reader's scope: figures, charts, problems, names, the document.</summary>
[AnswersAtField]
public sealed class SituationModel(
    HongyanDb db, Policies policies, PolicyLibrary library, ProblemReportJob problems, BackgroundJobs jobs, Audit audit, Actor actor, TimeProvider clock,
    Texts texts) : PageModel
{
    private const int RowsOnPage = 50;
    private readonly SituationQuery query = new(db);
    private readonly Texts texts = texts.For("Reports");
    private SituationFigures? situation;

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

    /// <summary>The problem whose names are to be shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Problem { get; set; }

    /// <summary>The page of the names.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public SituationReport? Report { get; private set; }

    internal ProblemReport Problems { get; private set; } = ProblemReport.Nothing;

    /// <summary>So many people that their problems are told in the background, and kept.</summary>
    public bool IsLarge => Report!.Figures.Floating > problems.AtOnce;

    /// <summary>The first people of each problem.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<(PersonAway Person, DateOnly? Since)>> FirstOf { get; private set; } =
        new Dictionary<string, IReadOnlyList<(PersonAway, DateOnly?)>>();

    /// <summary>The names that were asked for.</summary>
    public NamesAsked? Names { get; private set; }

    /// <summary>How many records of the time up to the day were entered after it, and when the last of them.</summary>
    public (int Count, DateOnly? Last) AddedLater { get; private set; }

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    public Document Document => SituationDocument.Of(Report!, Whole);

    public string OutflowShare => Percent.Of(Report!.Figures.OutflowShare, Whole);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation)) return NotFound();
        Organizations = await OrganizationChoices.BelowAsync(db, actor.OrgPath!, Org, cancellation);
        if (Report is null) return Page();
        if (On < ChinaDate.Today(clock))
            AddedLater = await new Headcount(db, Report.Day, Org!).AddedLaterAsync(cancellation);
        await FirstAsync(cancellation);
        Names = await NamesAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnGetDocxAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation)) return NotFound();
        if (Report?.Problems is null) return BadRequest();
        audit.Note("report-situation", Org, new { On });
        await db.SaveChangesAsync(cancellation);
        return File(DocxWriter.Write(Document), DocxWriter.ContentType, SituationDocument.FileName(Report) + ".docx");
    }

    /// <summary>Begins to tell the problems of so many that it takes longer than a page.</summary>
    public async Task<IActionResult> OnPostTellAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation)) return NotFound();
        if (Report is null || !IsLarge) return RedirectToPage(Here());
        var id = await ProblemReport.BeginAsync(db, Report.Day, Org!, actor.AccountId, clock.GetUtcNow(), cancellation);
        if (id != Problems.UnderWay)
        {
            audit.Note("situation-told", Org, new { On });
            await db.SaveChangesAsync(cancellation);
            jobs.StartAfter(Response, id);
        }
        return RedirectToPage("/Reports/Telling", new { id });
    }

    public string ShareOf(int count, int all) => Percent.Of(count, all, Whole);

    public string GroupName(string breakdown, string key) => SituationDocument.GroupName(breakdown, key, library.Regions);

    public static string WayName(string way) => SituationDocument.WayName(way);

    /// <summary>What the script draws: the same figures as in the table.</summary>
    public string Chart(Breakdown breakdown) => JsonSerializer.Serialize(new
    {
        Ring = SituationDocument.IsRing(breakdown.Name),
        Labels = breakdown.Groups.Select(group => GroupName(breakdown.Name, group.Key)),
        Values = breakdown.Groups.Select(group => group.Count),
    }, EventJson.Options);

    /// <summary>What is shown, without names.</summary>
    public Dictionary<string, string?> Here()
    {
        var here = new Dictionary<string, string?> { ["org"] = Org, ["on"] = On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (Whole) here["whole"] = "true";
        return here;
    }

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
        if (day > ChinaDate.Today(clock))
        {
            ModelState.AddModelError(nameof(On), texts["on.future", DateText.Of(ChinaDate.Today(clock))]);
            return true;
        }
        situation = await query.AsOfAsync(day, Org, cancellation);
        if (situation is null) return false;
        Problems = situation.Figures.Floating == 0 ? ProblemReport.Nothing
            : situation.Figures.Floating > problems.AtOnce ? await ProblemReport.KeptAsync(db, day, Org, cancellation)
            : await ProblemReport.NowAsync(db, policies, library, day, Org, cancellation);
        Report = new SituationReport(situation.Organization, situation.Figures, Problems.Problems, Problems.At)
        {
            Regions = library.Regions, Traffic = await new TrafficQuery(db).AsOfAsync(day, Org, cancellation),
        };
        return true;
    }

    private async Task FirstAsync(CancellationToken cancellation)
    {
        var first = new Dictionary<string, IReadOnlyList<ShownPerson>>();
        foreach (var problem in Report!.Problems ?? [])
            first[problem.Kind] = await Problems.PeopleAsync(problem.Kind, 0, RowsOnPage);
        var people = await query.PeopleAsync(first.Values.SelectMany(one => one).Select(one => one.Stay), Report.Day, Org!, cancellation);
        FirstOf = first.ToDictionary(one => one.Key, one => With(people, one.Value));
    }

    private async Task<NamesAsked?> NamesAsync(CancellationToken cancellation)
    {
        P = Math.Max(1, P);
        var skip = (P - 1) * RowsOnPage;
        if (Report!.Problems?.FirstOrDefault(one => one.Kind == Problem) is { } problem)
        {
            var shown = await Problems.PeopleAsync(problem.Kind, skip, RowsOnPage);
            return Of(texts["problem." + problem.Kind], problem.People,
                With(await query.PeopleAsync(shown.Select(one => one.Stay), Report.Day, Org!, cancellation), shown));
        }
        if (Report.Figures.AllBreakdowns.FirstOrDefault(one => one.Name == By)?.Groups.FirstOrDefault(one => one.Key == Group) is not { } group)
            return null;
        var stays = await query.InGroupAsync(situation!, By!, group.Key, skip, RowsOnPage, cancellation);
        var people = await query.PeopleAsync(stays, Report.Day, Org!, cancellation);
        return Of(texts["names", texts["by." + By], GroupName(By!, group.Key)], group.Count,
            [.. stays.Where(people.ContainsKey).Select(stay => (people[stay], default(DateOnly?)))]);

        NamesAsked Of(string title, int all, IReadOnlyList<(PersonAway, DateOnly?)> rows) => new(title, all, (all + RowsOnPage - 1) / RowsOnPage, rows);
    }

    private static IReadOnlyList<(PersonAway Person, DateOnly? Since)> With(
        IReadOnlyDictionary<SojournKey, PersonAway> people, IReadOnlyList<ShownPerson> shown) =>
        [.. shown.Where(one => people.ContainsKey(one.Stay)).Select(one => (people[one.Stay], (DateOnly?)one.Since))];
}

/// <summary>A page of names.</summary>
public sealed record NamesAsked(string Title, int All, int Pages, IReadOnlyList<(PersonAway Person, DateOnly? Since)> Rows);
