using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Features.Meetings;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Education;

/// <summary>Materials sent or a training attended, entered once for everybody concerned.</summary>
[FormLimits(Values = Ticked.MostValues)]
public sealed class NewModel(HongyanDb db, Recording recording, OwnBranches branches, TimeProvider clock, Texts texts) : PageModel
{
    private const int DaysBack = 366;
    private readonly Texts words = texts.For("Education");

    public static IReadOnlyList<string> Kinds { get; } = ["training", "online", "mailed", "make-up"];

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>The member ticked beforehand, when the way leads here from his line.</summary>
    [BindProperty(SupportsGet = true), TicksLines]
    public Guid? Member { get; set; }

    /// <summary>The id of the act: however often the form is sent, there is one record for each member.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty, Required, StringLength(100)]
    public string? Topic { get; set; }

    [BindProperty, Required, Range(0.5, 100)]
    public decimal? Hours { get; set; }

    [BindProperty, Required]
    public DateOnly? OnDate { get; set; }

    public OwnBranch Branch { get; private set; } = null!;

    public IReadOnlyList<OwnBranch> Choices { get; private set; } = [];

    public IReadOnlyList<Learner> Learners { get; private set; } = [];

    public HashSet<Guid> Chosen { get; private set; } = [];

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        OnDate = Today;
        if (Member is { } member)
            Chosen.Add(member);
        ModelState.Clear(); // what the address brought is no mistake of the form
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Id == Guid.Empty || !await PrepareAsync(cancellation))
            return NotFound();
        Chosen = Ticked.Members(Request.Form);
        var learners = Learners.Where(learner => Chosen.Contains(learner.Member)).ToList();
        if (Kind is null || !Kinds.Contains(Kind))
            ModelState.AddModelError(nameof(Kind), words["invalid.value"]);
        if (OnDate is { } day && (day > Today || day < Today.AddDays(-DaysBack)))
            ModelState.AddModelError(nameof(OnDate), words["invalid.day"]);
        if (learners.Count == 0)
            ModelState.AddModelError("Members", words["invalid.nobody"]);
        if (!ModelState.IsValid)
            return Page();
        var sojourns = await recording.HoldAllAsync([.. learners.Select(learner => learner.Sojourn)], cancellation);
        var entries = sojourns.Select(sojourn => (Sojourn: sojourn, Entry: Entry.Of(Id, sojourn.Id, Learnt(sojourn)))).ToList();
        List<Guid> ids = [.. entries.Select(one => one.Entry.Id)], members = [.. sojourns.Select(sojourn => sojourn.MemberId)];
        var written = await db.Records.Where(r => members.Contains(r.OwnerId) && ids.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancellation);
        foreach (var (sojourn, entry) in entries.Where(one => !written.Contains(one.Entry.Id)))
            await recording.WriteAsync(sojourn, [entry], cancellation);
        await recording.SaveAsync(cancellation);
        TempData["Message"] = words["recorded", entries.Count];
        return LocalRedirect($"/Education?org={Branch.Path}");
    }

    private Educated Learnt(Sojourn sojourn) => new()
    {
        On = OnDate!.Value,
        By = sojourn.HostPath == Branch.Path && sojourn.HomePath != Branch.Path ? Side.Host : Side.Home,
        Kind = Kind,
        Topic = Topic!.Trim(),
        Hours = Hours,
    };

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        Choices = await branches.AllAsync(cancellation);
        if ((Org is null ? Choices is [var first, ..] ? first : null : await branches.FindAsync(Org, cancellation)) is not { } branch)
            return false;
        (Branch, Org) = (branch, branch.Path);
        Learners = await Learning.OfAsync(db, branch.Path, Today.Year, Today, cancellation);
        return true;
    }
}
