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

namespace Hongyan.Features.Notices;

/// <summary>One entry tells all members away of an election or a major matter of their branch.</summary>
public sealed class NewModel(HongyanDb db, Announcing announcing, OwnBranches branches, TimeProvider clock, Texts texts) : PageModel
{
    private const int DaysAhead = 366;
    private readonly Texts words = texts.For("Notices");

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty, Required]
    public string Type { get; set; } = "";

    [BindProperty, Required, StringLength(60)]
    public string? Heading { get; set; }

    [BindProperty, Required]
    public DateOnly? TakesPlace { get; set; }

    [BindProperty, StringLength(500)]
    public string? Text { get; set; }

    /// <summary>Sends the notice at once; else the announcement stands, and telling the members is owed.</summary>
    [BindProperty]
    public bool Tell { get; set; }

    public OwnBranch Branch { get; private set; } = null!;

    public IReadOnlyList<OwnBranch> Choices { get; private set; } = [];

    public int Away { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await PrepareAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        var today = ChinaDate.Today(clock);
        if (!Announcing.Types.Contains(Type))
            ModelState.AddModelError(nameof(Type), words["invalid.value"]);
        if (TakesPlace is { } day && (day <= today || day > today.AddDays(DaysAhead)))
            ModelState.AddModelError(nameof(TakesPlace), words["invalid.day"]);
        if (Away == 0)
            ModelState.AddModelError("", words["invalid.nobody"]);
        if (!ModelState.IsValid)
            return Page();
        Announcement announced = Type == "election"
            ? new Election { On = today, TakesPlace = TakesPlace!.Value, Name = Heading!.Trim(), Note = Ticked.Tidy(Text) }
            : new MajorMatter { On = today, TakesPlace = TakesPlace!.Value, Name = Heading!.Trim(), Note = Ticked.Tidy(Text) };
        if (await announcing.FindAsync(Branch.Path, Announcing.Occasion(announced), cancellation) is { } other && other.Name != announced.Name)
        {
            ModelState.AddModelError(nameof(TakesPlace), words["invalid.other", other.Name ?? ""]);
            return Page();
        }
        var sent = await announcing.SendAsync(Branch.Path, announced, Tell, cancellation);
        TempData["Message"] = Tell ? words["sent", sent.Posted, sent.ToCall] : words["announced", announced.Name!];
        return RedirectToPage("/Notices/Details", new { org = Branch.Path, occasion = Announcing.Occasion(announced) });
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        Choices = await branches.AllAsync(cancellation);
        if ((Org is null ? Choices is [var first, ..] ? first : null : await branches.FindAsync(Org, cancellation)) is not { } branch)
            return false;
        (Branch, Org) = (branch, branch.Path);
        Away = await db.Sojourns.CountAsync(s => s.HomePath == branch.Path && s.EndedOn == null, cancellation);
        return true;
    }
}
