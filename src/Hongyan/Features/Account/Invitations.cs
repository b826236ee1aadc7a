using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>
/// Nobody is given a password: whoever gets an account, or has lost the way into it, gets a link that works once and for a week,
/// and chooses name and password himself.
/// </summary>
public sealed class Invitations(HongyanDb db, Actor actor, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>A new link for the account; an older one is dead from then on. The caller saves.</summary>
    public async Task<string> MakeAsync(Data.Account account, HttpRequest request, CancellationToken cancellation) =>
        $"{request.Scheme}://{request.Host}{AddressOf(await NewTokenAsync(account, cancellation))}";

    public static string AddressOf(string token) => $"/Account/Invitation?token={token}";

    /// <summary>The same without its address.</summary>
    public async Task<string> NewTokenAsync(Data.Account account, CancellationToken cancellation)
    {
        var token = OneTimeToken.New();
        var invitation = await db.Invitations.FindAsync([account.Id], cancellation);
        if (invitation is null)
            db.Invitations.Add(invitation = new Invitation { AccountId = account.Id, Hash = [], ExpiresAt = default });
        (invitation.Hash, invitation.ExpiresAt, invitation.MadeBy) = (OneTimeToken.HashOf(token), clock.GetUtcNow() + Life, actor.AccountId);
        return token;
    }

    /// <summary>The account a token opens, held until the transaction ends; nothing when it is spent, too old or wrong, or the account disabled.</summary>
    public async Task<Data.Account?> AccountOfAsync(string? token, CancellationToken cancellation)
    {
        var (hash, now) = (OneTimeToken.HashOf(token ?? ""), clock.GetUtcNow());
        return await db.Accounts.FromSql($"""
            select a.* from account a join invitation i on i.account_id = a.id where i.hash = {hash} and i.expires_at > {now}
              and a.disabled_at is null for update of i
            """).SingleOrDefaultAsync(cancellation);
    }

    public Task<int> SpendAsync(Data.Account account, CancellationToken cancellation) =>
        db.Invitations.Where(invitation => invitation.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
}
