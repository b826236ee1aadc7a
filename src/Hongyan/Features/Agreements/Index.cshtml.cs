using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Agreements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Agreements;

/// <summary>Agreements and pairings at a glance: the figures of the year, with whom one might agree, and the ways to the lists.</summary>
public sealed class IndexModel : PageModel
{
    private const int LongestReason = 200;
    private readonly HongyanDb db;
    private readonly AgreementReading reading;
    private readonly AgreementAdvice advice;
    private readonly Audit audit;
    private readonly Actor actor;
    private readonly Texts words;

    public IndexModel(
        HongyanDb db, CaseKeeping keeping, Policies policies, PolicyLibrary library, Audit audit, Actor actor, TimeProvider clock, Texts texts)
    {
        (this.db, this.audit, this.actor, Today) = (db, audit, actor, ChinaDate.Today(clock));
        (reading, words) = (new AgreementReading(db, keeping), texts.For("Agreements"));
        advice = new AgreementAdvice(db, policies, library, actor, clock);
    }

    /// <summary>The advice that is set aside, and why.</summary>
    [BindProperty]
    public string? About { get; set; }

    [BindProperty, StringLength(LongestReason)]
    public string? Reason { get; set; }

    internal AgreementFigures Figures { get; private set; } = null!;

    internal IReadOnlyList<Advice> Advised { get; private set; } = [];

    /// <summary>The kinds that the reader's organisation may begin.</summary>
    public IReadOnlyList<string> Begins { get; private set; } = [];

    public DateOnly Today { get; }

    private Organization? own;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsideAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (own is null || Advised.All(one => one.About != About))
            return NotFound();
        if (Reason?.Trim() is not { Length: > 0 } reason)
            ModelState.AddModelError(nameof(Reason), words["invalid.required"]);
        else if (ModelState.IsValid && await advice.SetAsideAsync(own, About!, reason, cancellation))
        {
            audit.Note("advice-set-aside", own.Path, new { About });
            await db.SaveChangesAsync(cancellation);
            TempData["Message"] = words["aside.done"];
            return LocalRedirect("/Agreements");
        }
        return Page();
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        audit.Note("export-agreement-figures", actor.OrgPath);
        await db.SaveChangesAsync(cancellation);
        var lines = Lines().Select(IReadOnlyList<object?> (line) => [words["figure." + line.Key], line.Value]).ToAsyncEnumerable();
        return new XlsxFile(new Sheet(words["title"], [new(words["figure"], Width: 40), new(words["figure.value"], ColumnKind.Number, 12)], lines)
        { Subtitle = words["as-of", DateText.Of(Today)] }, words["title"]);
    }

    /// <summary>The figures in their order.</summary>
    internal IEnumerable<(string Key, int Value)> Lines() =>
    [
        ("in-force", Figures.InForce), ("members", Figures.Members), ("due", Figures.Due), ("held", Figures.Held), ("missed", Figures.Missed),
        ("activities", Figures.Activities), ("targets", Figures.Targets), ("reached", Figures.Reached),
    ];

    private async Task LoadAsync(CancellationToken cancellation)
    {
        own = await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Path == actor.OrgPath, cancellation);
        var all = await reading.AllAsync(Today, cancellation);
        var members = await new CoveredStays(db).CountMembersAsync([.. all.Where(one => one.Story.State == "in-force")], cancellation);
        Figures = AgreementFigures.Of(all, members, Today);
        if (own is null)
            return;
        Advised = await advice.OfAsync(own, cancellation);
        if (actor.Can(Access.Deciding))
            Begins = [.. new[] { Agreement.Kind, Pairing.Kind }.Where(kind => kind.BegunBy.Contains(own.Kind)).Select(kind => kind.Name)];
    }
}
