using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>Where a return slip belongs, for those who are told no more.</summary>
public sealed record SlipSender(string Name, string? Address, string? Postcode, string? Phone);

/// <summary>
/// A return slip by its code or its ten characters: whoever has the letter in his scope is led to its answer, everybody else learns where to send the slip.
/// </summary>
public sealed class SlipModel(HongyanDb db, DispatchReading reading, Policies policies, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Dispatches");

    [BindProperty]
    public string? Asked { get; set; }

    public SlipSender? Sender { get; private set; }

    /// <summary>The letter has left so long ago that its slip no longer holds.</summary>
    public DateOnly? LapsedOn { get; private set; }

    public bool IsUnknown { get; private set; }

    public bool MayScan => actor.Can(Access.Staff);

    public Task<IActionResult> OnGetAsync(string? code, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(code) ? Task.FromResult<IActionResult>(Page()) : LookAsync(code, cancellation);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!string.IsNullOrWhiteSpace(Asked))
            return LookAsync(Asked, cancellation);
        ModelState.AddModelError(nameof(Asked), words["slip.invalid"]);
        return Task.FromResult<IActionResult>(Page());
    }

    private async Task<IActionResult> LookAsync(string text, CancellationToken cancellation)
    {
        var (code, number) = (SlipCode.Read(text), SlipCode.ReadNumber(text));
        if (code is null && number is null)
        {
            ModelState.AddModelError(nameof(Asked), words["slip.invalid"]);
            return Page();
        }
        if (actor.OrgPath is not null && await reading.OfSlipAsync(code, number, cancellation) is { } letter)
        {
            var months = (await policies.AtAsync(letter.OrgPath, cancellation)).Get(Parameters.SlipValidMonths, letter.SentOn!.Value);
            if (letter.State == DispatchState.Answered || letter.SentOn.Value.AddMonths(months) > ChinaDate.Today(clock))
                return LocalRedirect("/Dispatches/Answer/" + letter.Id);
            LapsedOn = letter.SentOn.Value.AddMonths(months);
            return Page();
        }
        Sender = await db.Database.SqlQuery<SlipSender>($"""
            select name as "Name", address as "Address", postcode as "Postcode", phone as "Phone" from slip_sender({code}::bytea, {number})
            """).FirstOrDefaultAsync(cancellation);
        IsUnknown = Sender is null;
        return Page();
    }
}
