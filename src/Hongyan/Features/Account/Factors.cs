using System.Text;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Hongyan.Features.Account;

/// <summary>The second factors of an account: an app that shows codes, passkeys, and codes on paper for the day on which both are lost.</summary>
public sealed class Factors(HongyanDb db, Secrets secrets, Audit audit, TimeProvider clock, IOptions<PasswordHasherOptions> hashing)
{
    public const string Code = "code";
    public const string Paper = "recovery-code";
    public const string Passkey = "passkey";

    /// <summary>Whether the account has one: codes on paper alone are none.</summary>
    public async Task<bool> AnyAsync(Guid account, CancellationToken cancellation) =>
        await HasAppAsync(account, cancellation) || await HasPasskeyAsync(account, cancellation);

    public Task<bool> HasAppAsync(Guid account, CancellationToken cancellation) =>
        db.Authenticators.AnyAsync(app => app.AccountId == account, cancellation);

    public Task<bool> HasPasskeyAsync(Guid account, CancellationToken cancellation) =>
        db.Passkeys.AnyAsync(passkey => passkey.UserId == account, cancellation);

    /// <summary>Adds the app when the code shows that it has the secret. The caller saves.</summary>
    public bool AddApp(Guid account, string secret, string code)
    {
        if (OneTimeCode.StepOf(secret, Plain(code), clock.GetUtcNow()) is not { } step) return false;
        db.Authenticators.Add(new Authenticator { AccountId = account, Secret = secrets.Encrypt(secret), AddedAt = clock.GetUtcNow(), LastStep = step });
        audit.Note("second-factor-added", account.ToString(), new { Kind = Code });
        return true;
    }

    /// <summary>Ten new codes; the older ones are dead. The caller saves.</summary>
    public async Task<IReadOnlyList<string>> NewPaperAsync(Guid account, CancellationToken cancellation)
    {
        await db.RecoveryCodes.Where(code => code.AccountId == account).ExecuteDeleteAsync(cancellation);
        var (codes, kept) = RecoveryCodes.Make(account, hashing.Value.IterationCount);
        db.RecoveryCodes.AddRange(kept);
        audit.Note("recovery-codes-made", account.ToString());
        return codes;
    }

    /// <summary>Which factor the typed code is, if any. It is spent by this: a code is accepted once.</summary>
    public async Task<string?> SpendAsync(Guid account, string typed, CancellationToken cancellation)
    {
        var code = Plain(typed);
        if (await SpendStepAsync(account, code, cancellation)) return Code;
        return code.Length >= 10 && await SpendPaperAsync(account, code, cancellation) ? Paper : null;
    }

    public async Task<bool> RemoveAppAsync(Guid account, CancellationToken cancellation)
    {
        if (await db.Authenticators.Where(app => app.AccountId == account).ExecuteDeleteAsync(cancellation) == 0) return false;
        audit.Note("second-factor-removed", account.ToString(), new { Kind = Code });
        await RemovedAsync(account, cancellation);
        return true;
    }

    public async Task<bool> RemovePasskeyAsync(Guid account, byte[] credential, CancellationToken cancellation)
    {
        if (await db.Passkeys.Where(one => one.UserId == account && one.CredentialId == credential).ExecuteDeleteAsync(cancellation) == 0) return false;
        audit.Note("second-factor-removed", account.ToString(), new { Kind = Passkey });
        await RemovedAsync(account, cancellation);
        return true;
    }

    /// <summary>Codes on paper go with the last factor, and no session counts as having one.</summary>
    private async Task RemovedAsync(Guid account, CancellationToken cancellation)
    {
        if (await AnyAsync(account, cancellation)) return;
        await db.RecoveryCodes.Where(code => code.AccountId == account).ExecuteDeleteAsync(cancellation);
        await db.AccountSessions.Where(session => session.AccountId == account && session.EndedAt == null)
            .ExecuteUpdateAsync(session => session.SetProperty(one => one.Factor, (string?)null), cancellation);
    }

    private async Task<bool> SpendStepAsync(Guid account, string code, CancellationToken cancellation)
    {
        var secret = await db.Authenticators.Where(app => app.AccountId == account).Select(app => app.Secret).SingleOrDefaultAsync(cancellation);
        if (secret is null || OneTimeCode.StepOf(secrets.Decrypt(secret), code, clock.GetUtcNow()) is not { } step) return false;
        return await db.Authenticators.Where(app => app.AccountId == account && app.LastStep < step)
            .ExecuteUpdateAsync(app => app.SetProperty(one => one.LastStep, step), cancellation) == 1;
    }

    private async Task<bool> SpendPaperAsync(Guid account, string code, CancellationToken cancellation)
    {
        var salt = await db.RecoveryCodes.Where(one => one.AccountId == account).Select(one => one.Salt).FirstOrDefaultAsync(cancellation);
        if (salt is null) return false;
        var hash = RecoveryCodes.HashOf(code, salt, hashing.Value.IterationCount);
        return await db.RecoveryCodes.Where(one => one.AccountId == account && one.Hash == hash).ExecuteDeleteAsync(cancellation) == 1;
    }

    /// <summary>Without blanks and hyphens, and with the digits of a Chinese keyboard as plain ones.</summary>
    private static string Plain(string typed) => string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit));
}
