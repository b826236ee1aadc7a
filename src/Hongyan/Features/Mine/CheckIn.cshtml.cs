using Hongyan.Features.Meetings;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Mine;

/// <summary>The member enters the code of the meeting he is at, or comes here by scanning it.</summary>
public sealed class CheckInModel(CheckingIn checkingIn, Actor actor, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    public bool IsScanned { get; private set; }

    public void OnGet() => IsScanned = Code is { Length: 6 };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (actor.MemberId is null)
            return Forbid();
        var digits = new string([.. (Code ?? "").Where(char.IsAsciiDigit)]);
        var words = texts.For("Meetings");
        if (digits.Length != 6)
        {
            ModelState.AddModelError(nameof(Code), texts.For("Mine")["code.six"]);
            return Page();
        }
        var (meeting, refusal) = await checkingIn.CheckInAsync(digits, cancellation);
        if (meeting is null)
        {
            ModelState.AddModelError(nameof(Code), words[refusal!]);
            return Page();
        }
        TempData["Message"] = texts.For("Mine")["checked-in", meeting.Title];
        return LocalRedirect("/Mine");
    }
}
