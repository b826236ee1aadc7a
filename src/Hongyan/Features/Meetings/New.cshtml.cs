using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Meetings;

/// <summary>Plans a meeting: what, when, where, and who belongs to it.</summary>
[FormLimits(Values = Ticked.MostValues)]
public sealed class NewModel(HongyanDb db, Inviting inviting, OwnBranches branches, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int DaysAhead = 366;
    private const int DaysBack = 366;
    private readonly Texts words = texts.For("Meetings");

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    /// <summary>The id of the meeting to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty, Required]
    public string Kind { get; set; } = "";

    [BindProperty, Required, StringLength(60)]
    public string? Heading { get; set; }

    [BindProperty, Required]
    public DateOnly? OnDate { get; set; }

    [BindProperty]
    public string? StartsAt { get; set; }

    [BindProperty, StringLength(100)]
    public string? Place { get; set; }

    [BindProperty]
    public bool Online { get; set; }

    [BindProperty, StringLength(1000)]
    public string? Agenda { get; set; }

    /// <summary>Sends the notice at once.</summary>
    [BindProperty]
    public bool Tell { get; set; }

    public OwnBranch Branch { get; private set; } = null!;

    public IReadOnlyList<OwnBranch> Choices { get; private set; } = [];

    public IReadOnlyList<Belonging> People { get; private set; } = [];

    public HashSet<Guid> Chosen { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        OnDate = ChinaDate.Today(clock).AddDays(7);
        Chosen = [.. People.Where(person => person.Tie != Roll.Away).Select(person => person.Id)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Id == Guid.Empty || !await PrepareAsync(cancellation))
            return NotFound();
        Chosen = Ticked.Members(Request.Form);
        Check();
        if (!ModelState.IsValid)
            return Page();
        // one plans at a time in a branch, so that two taps cannot both find that there is no such meeting yet
        await db.Database.ExecuteSqlAsync($"select 1 from organization where path = {Branch.Path} for no key update", cancellation);
        if (!await db.Meetings.AnyAsync(m => m.Id == Id, cancellation))
            await PlanAsync(cancellation);
        TempData["Message"] = words[Tell ? "told" : "planned", Heading!];
        return LocalRedirect($"/Meetings/{Id}");
    }

    private async Task PlanAsync(CancellationToken cancellation)
    {
        var meeting = new BranchMeeting
        {
            Id = Id,
            OrgPath = Branch.Path,
            Kind = Kind,
            Title = Heading!.Trim(),
            OnDate = OnDate!.Value,
            StartsAt = Ticked.Time(StartsAt),
            Place = Ticked.Tidy(Place),
            Online = Online,
            Agenda = Ticked.Tidy(Agenda),
            Code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture),
            AccountId = actor.AccountId,
        };
        db.Meetings.Add(meeting);
        await inviting.AddAsync(meeting, People.Where(person => Chosen.Contains(person.Id)), cancellation);
        inviting.Note("meeting-planned", meeting);
        await db.SaveChangesAsync(cancellation);
        if (Tell)
        {
            await inviting.TellAsync(meeting, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private void Check()
    {
        var today = ChinaDate.Today(clock);
        if (!Kinds.All.Contains(Kind))
            ModelState.AddModelError(nameof(Kind), words["invalid.value"]);
        if (OnDate is { } day && (day < today.AddDays(-DaysBack) || day > today.AddDays(DaysAhead)))
            ModelState.AddModelError(nameof(OnDate), words["invalid.day"]);
        if (Tell && OnDate < today)
            ModelState.AddModelError(nameof(OnDate), words["invalid.past"]);
        if (StartsAt?.Trim() is { Length: > 0 } && Ticked.Time(StartsAt) is null)
            ModelState.AddModelError(nameof(StartsAt), words["invalid.time"]);
        if (!People.Any(person => Chosen.Contains(person.Id)))
            ModelState.AddModelError("Members", words["invalid.nobody"]);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        Choices = await branches.AllAsync(cancellation);
        if ((Org is null ? Choices is [var first, ..] ? first : null : await branches.FindAsync(Org, cancellation)) is not { } branch)
            return false;
        (Branch, Org) = (branch, branch.Path);
        People = await Roll.OfAsync(db, branch.Path, cancellation);
        return true;
    }
}
