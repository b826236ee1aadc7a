using Hongyan.Platform;
using Hongyan.Platform.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Drafts;

/// <summary>What the reader has typed into forms and not sent: to go on with, to copy, or to throw away. The script of forms saves here.</summary>
public sealed class IndexModel(DraftStore drafts, SentForms sent, FormTokens tokens, Actor actor, Texts texts) : PageModel
{
    public IReadOnlyList<KeptDraft> Drafts { get; private set; } = [];

    /// <param name="id">Only this one.</param>
    public async Task OnGetAsync(Guid? id, CancellationToken cancellation)
    {
        var all = await drafts.OfAsync(actor.AccountId!.Value, subject: null, cancellation);
        Drafts = [.. all.Where(draft => id is null || draft.Id == id)];
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken cancellation)
    {
        await drafts.DiscardAsync(actor.AccountId!.Value, id, cancellation);
        TempData["Message"] = texts.For("Drafts")["discarded"];
        return LocalRedirect("/Drafts");
    }

    /// <summary>Waits for a sending of the form that is under way, and keeps nothing once it was sent.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellation)
    {
        if (!Request.Headers.ContainsKey(KeptForms.SavingHeader) || tokens.Of(Request.Form) is not { Form.Length: > 0 } form || form.Account != actor.AccountId)
            return BadRequest();
        if (!await sent.TakeAsync(form, [], cancellation)) return new NoContentResult();
        var isKept = await drafts.SaveAsync(form, Request.Form, cancellation);
        await sent.ReleaseAsync(form, cancellation);
        return StatusCode(isKept ? StatusCodes.Status204NoContent : StatusCodes.Status413PayloadTooLarge);
    }

    public string AddressOf(KeptDraft draft) =>
        new FormToken(Guid.Empty, draft.Id, null, draft.Content.Address, draft.Form, draft.Content.Title).Filled;

    /// <summary>What somebody wrote himself, without ids, choices and days.</summary>
    public IEnumerable<string> TextsOf(KeptDraft draft) =>
        draft.Content.Fields
            .Select(field => field.Value.Trim())
            .Where(value => value.Any(letter => letter > 127) || value.Contains(' ', StringComparison.Ordinal));
}
