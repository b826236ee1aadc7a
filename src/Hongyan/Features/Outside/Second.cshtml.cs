using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>A second person confirms or declines what was asked for; who asked can withdraw it here.</summary>
public sealed class SecondModel(HongyanDb db, OutsideActs acts, Actor actor, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Outside");

    public OutsideAct Act { get; private set; } = null!;

    public OutsideOrganization Entry { get; private set; } = null!;

    public OutsideOrganization Into { get; private set; } = null!;

    public string? AskedBy { get; private set; }

    public string? Refusal { get; private set; }

    public bool IsOwn => Act.AskedBy == actor.AccountId;

    public async Task<IActionResult> OnGetAsync(Guid act, CancellationToken cancellation)
    {
        if (await FindAsync(act, cancellation) is { } refusal)
            return refusal;
        return Act.IsOpen ? Page() : LocalRedirect("/Outside/" + Act.IntoId);
    }

    public async Task<IActionResult> OnPostConfirmAsync(Guid act, CancellationToken cancellation)
    {
        if (await FindAsync(act, cancellation) is { } refusal)
            return refusal;
        return Answer(await acts.ConfirmAsync(Act, cancellation), "confirmed." + Act.Kind);
    }

    public async Task<IActionResult> OnPostDeclineAsync(Guid act, CancellationToken cancellation)
    {
        if (await FindAsync(act, cancellation) is { } refusal)
            return refusal;
        return Answer(await acts.DeclineAsync(Act, cancellation), "declined");
    }

    private IActionResult Answer(string? refusal, string done)
    {
        if (refusal is not null && refusal != "refusal.answered")
        {
            Refusal = words[refusal];
            return Page();
        }
        TempData["Message"] = words[refusal ?? done];
        return LocalRedirect("/Outside/" + Act.IntoId);
    }

    private async Task<IActionResult?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.OutsideActs.SingleOrDefaultAsync(one => one.Id == id, cancellation) is not { } act)
            return NotFound();
        Act = act;
        if (!IsOwn && acts.AnswerRefusal(act) is not null)
            return NotFound(); // of another organisation: not his to answer
        Entry = await db.OutsideOrganizations.AsNoTracking().SingleAsync(one => one.Id == act.EntryId, cancellation);
        Into = await db.OutsideOrganizations.AsNoTracking().SingleAsync(one => one.Id == act.IntoId, cancellation);
        AskedBy = await db.Accounts.Where(account => account.Id == act.AskedBy).Select(account => account.DisplayName).FirstOrDefaultAsync(cancellation);
        return null;
    }
}
