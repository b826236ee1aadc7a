using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>The one way in: what is right leads on, what is wrong is counted, and neither tells who has an account.</summary>
internal sealed class Entrance(
    HongyanDb db, UserManager<Data.Account> accounts, Factors factors, Sessions sessions, Audit audit, Actor actor, Tries tries, SignInFailures failures,
    KnownDevice device, DecoyAccount decoy)
{
    public const string Password = "password";
    public const string Passkey = "passkey";
    public const string Provider = "provider";
    public const string Invitation = "invitation";

    /// <summary>Too many wrong tries came from where this one comes from.</summary>
    public bool IsClosed => tries.AreUsedUp(actor.Network);

    /// <summary>Too many wrong tries at this account came from this client, or from all that the account does not know.</summary>
    public Task<bool> IsLockedAsync(Data.Account account, CancellationToken cancellation) => failures.AreUsedUpAsync(account.Id, cancellation);

    /// <summary>Tries at one account come one after the other, so that none escapes the count.</summary>
    public Task<Data.Account?> LockedRowAsync(string userName, CancellationToken cancellation)
    {
        var name = accounts.NormalizeName(userName.Trim());
        return db.Accounts.FromSql($"select * from account where normalized_user_name = {name} for update").SingleOrDefaultAsync(cancellation);
    }

    public Task<Data.Account?> LockedRowAsync(Guid id, CancellationToken cancellation) =>
        db.Accounts.FromSql($"select * from account where id = {id} for update").SingleOrDefaultAsync(cancellation);

    /// <summary>As much time for a name that does not exist, for an account without a password, and for one that is locked or disabled.</summary>
    public async Task<bool> IsRightAsync(Data.Account? account, string password, CancellationToken cancellation)
    {
        var result = accounts.PasswordHasher.VerifyHashedPassword(account ?? decoy.Account, account?.PasswordHash ?? decoy.Account.PasswordHash!, password);
        if (account is not { PasswordHash: not null, DisabledAt: null } || result == PasswordVerificationResult.Failed
            || await IsLockedAsync(account, cancellation))
            return false;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
            account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        return true;
    }

    public async Task RefuseAsync(Data.Account? account, string how, CancellationToken cancellation)
    {
        tries.Count(actor.Network);
        audit.Note("sign-in-failed", account?.Id.ToString(), new { How = how });
        await db.SaveChangesAsync(cancellation);
        if (account is null || await IsLockedAsync(account, cancellation)) return;
        await failures.AddAsync(account.Id, cancellation);
        if (!await IsLockedAsync(account, cancellation)) return;
        audit.Note("locked-out", account.Id.ToString(), new { Client = await failures.IsKnownAsync(account.Id, cancellation) ? "known" : "unknown" });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The first factor was right. True when he is in; otherwise the second factor is next.</summary>
    public async Task<bool> FirstAsync(HttpContext context, Data.Account account, string how, CancellationToken cancellation)
    {
        if (await factors.AnyAsync(account.Id, cancellation))
        {
            await db.SaveChangesAsync(cancellation);
            await SignedIn.BeginHalfWayAsync(context, account, how);
            return false;
        }
        await LetInAsync(context, account, how, factor: null, cancellation);
        return true;
    }

    public async Task LetInAsync(HttpContext context, Data.Account account, string how, string? factor, CancellationToken cancellation)
    {
        await failures.ForgetClientAsync(account.Id, cancellation);
        device.Remember(account.Id);
        await SignedIn.EndHalfWayAsync(context);
        await sessions.BeginAsync(context, account, how, factor, cancellation);
    }
}
