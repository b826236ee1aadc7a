using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Account;

/// <summary>/Account/ExternalSignIn: to the identity provider and back. Nobody gets an account by this: his identity has to be linked to one.</summary>
public sealed class ExternalSignInModel(
    HongyanDb db, IServiceProvider services, Invitations invitations, Audit audit, TimeProvider clock, Installation installation) : PageModel
{
    private readonly Entrance entrance = services.GetRequiredService<Entrance>();
    private readonly Actor actor = services.GetRequiredService<Actor>();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Problem { get; private set; } = "external.failed";

    private string Issuer => installation.Options.Provider!.Address.ToString();

    /// <param name="token">Of an invitation: the identity is then linked to its account.</param>
    /// <param name="own">The session that asks: the identity is then linked to its account. No other page can name it.</param>
    public async Task<IActionResult> OnGetAsync(string? token, Guid? own, CancellationToken cancellation)
    {
        if (installation.Options.Provider is null) return NotFound();
        if (entrance.IsClosed) return StatusCode(Microsoft.AspNetCore.Http.StatusCodes.Status429TooManyRequests);
        if (own is not null)
        {
            if (own != actor.SessionId) return NotFound();
            if (!await services.GetRequiredService<Sessions>().IsFreshAsync(cancellation))
                return RedirectToPage("/Account/SignIn", new { again = true, returnUrl = "/Account/Own" });
        }
        await ExternalSignIn.ChallengeAsync(HttpContext, Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : null, token, own);
        return new EmptyResult();
    }

    public async Task<IActionResult> OnGetFailedAsync(CancellationToken cancellation) =>
        installation.Options.Provider is null ? NotFound() : await RefuseAsync(Problem, cancellation);

    public async Task<IActionResult> OnGetBackAsync(CancellationToken cancellation)
    {
        if (installation.Options.Provider is null) return NotFound();
        if (await ExternalSignIn.TakeAnswerAsync(HttpContext) is not { } known) return Page();
        if (known.Owner is { } session) return await OwnAsync(session, known.Subject, cancellation);
        var account = await LinkedAsync(known.Subject, cancellation);
        if (known.Invitation is { } token)
        {
            var invited = await invitations.AccountOfAsync(token, cancellation);
            if (invited is null || (account is not null && account.Id != invited.Id))
                return await RefuseAsync(invited is null ? "invitation.dead" : "external.taken", cancellation);
            if (account is null) Link(known.Subject, invited);
            await invitations.SpendAsync(invited, cancellation);
            account = invited;
        }
        if (account is null) return await RefuseAsync("external.unknown", cancellation);
        if (known.HasFactor)
            await entrance.LetInAsync(HttpContext, account, Entrance.Provider, Entrance.Provider, cancellation);
        else if (!await entrance.FirstAsync(HttpContext, account, Entrance.Provider, cancellation))
            return RedirectToPage("/Account/SecondFactor", new { ReturnUrl });
        return LocalRedirect(Url.Way(ReturnUrl, "/"));
    }

    /// <summary>The owner, signed in, links an identity of his own; one that leads into another account stays there.</summary>
    private async Task<IActionResult> OwnAsync(Guid session, string subject, CancellationToken cancellation)
    {
        if (session != actor.SessionId || actor.AccountId is not { } self) return await RefuseAsync(Problem, cancellation);
        if (await db.Database.ExecuteSqlAsync($"""
            insert into external_identity (provider, subject, account_id, linked_at)
            values ({Issuer}, {subject}, {self}, {clock.GetUtcNow()}) on conflict do nothing
            """, cancellation) == 1)
            audit.Note("identity-linked", self.ToString(), new { Provider = Issuer });
        else if (!await db.ExternalIdentities.AnyAsync(one => one.Provider == Issuer && one.Subject == subject && one.AccountId == self, cancellation))
            return await RefuseAsync("external.taken", cancellation);
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage("/Account/Own");
    }

    private Task<Data.Account?> LinkedAsync(string subject, CancellationToken cancellation) =>
        db.Accounts.FirstOrDefaultAsync(account => account.DisabledAt == null
            && db.ExternalIdentities.Any(one => one.Provider == Issuer && one.Subject == subject && one.AccountId == account.Id), cancellation);

    private void Link(string subject, Data.Account account)
    {
        db.ExternalIdentities.Add(new ExternalIdentity { Provider = Issuer, Subject = subject, AccountId = account.Id, LinkedAt = clock.GetUtcNow() });
        audit.Note("identity-linked", account.Id.ToString(), new { Provider = Issuer });
    }

    private async Task<IActionResult> RefuseAsync(string problem, CancellationToken cancellation)
    {
        await entrance.RefuseAsync(account: null, Entrance.Provider, cancellation);
        Problem = problem;
        return Page();
    }
}
