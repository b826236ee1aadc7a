using System.Net;
using Hongyan.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Account;

/// <summary>
/// Keys that a device or a stick keeps (WebAuthn). What the browser is asked to sign is kept here and answered once; the key has to
/// verify its user, so that it counts as two factors.
/// </summary>
public sealed class Passkeys(HongyanDb db, IPasskeyHandler<Data.Account> handler, UserManager<Data.Account> accounts, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    internal static void Services(IServiceCollection services)
    {
        services.AddScoped<IPasskeyHandler<Data.Account>, PasskeyHandler<Data.Account>>().AddScoped<Passkeys>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.AuthenticatorTimeout = Life;
            options.ResidentKeyRequirement = "required";
            options.UserVerificationRequirement = "required";
        });
    }

    /// <summary>Browsers give no passkey to a bare number.</summary>
    public static bool WorkAt(HostString host) => !IPAddress.TryParse(host.Host, out _);

    public async Task<Question> AskNewAsync(Data.Account account, HttpContext context, CancellationToken cancellation)
    {
        var asked = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.DisplayName }, context);
        return await KeepAsync(asked.CreationOptionsJson, asked.AttestationState, cancellation);
    }

    /// <summary>Without an account, any passkey of this site will do.</summary>
    public async Task<Question> AskAsync(Data.Account? account, HttpContext context, CancellationToken cancellation)
    {
        var asked = await handler.MakeRequestOptionsAsync(account, context);
        return await KeepAsync(asked.RequestOptionsJson, asked.AssertionState, cancellation);
    }

    /// <summary>False when the answer is not to our question, or not from this account.</summary>
    public async Task<bool> AddAsync(Data.Account account, Answer answer, string name, HttpContext context, CancellationToken cancellation)
    {
        if (await TakeAsync(answer.Ceremony, cancellation) is not { } state || answer.Credential is not { } credential) return false;
        var result = await handler.PerformAttestationAsync(new() { HttpContext = context, CredentialJson = credential, AttestationState = state });
        if (!result.Succeeded || result.UserEntity.Id != account.Id.ToString()) return false;
        result.Passkey.Name = name;
        return (await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey)).Succeeded;
    }

    /// <summary>Whose passkey signed our question; nobody when his account is disabled.</summary>
    public async Task<Data.Account?> AccountOfAsync(Answer answer, HttpContext context, CancellationToken cancellation)
    {
        if (await TakeAsync(answer.Ceremony, cancellation) is not { } state || answer.Credential is not { } credential) return null;
        var result = await handler.PerformAssertionAsync(new() { HttpContext = context, CredentialJson = credential, AssertionState = state });
        if (!result.Succeeded || result.User.DisabledAt is not null) return null;
        await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }

    private async Task<Question> KeepAsync(string options, string? state, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.PasskeyCeremonies.Where(one => one.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
        var kept = new PasskeyCeremony { Id = Guid.CreateVersion7(), State = state ?? "", ExpiresAt = now + Life };
        db.PasskeyCeremonies.Add(kept);
        await db.SaveChangesAsync(cancellation);
        return new Question(kept.Id, options);
    }

    private async Task<string?> TakeAsync(Guid ceremony, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var state = await db.PasskeyCeremonies
            .Where(one => one.Id == ceremony && one.ExpiresAt >= now)
            .Select(one => one.State)
            .SingleOrDefaultAsync(cancellation);
        return await db.PasskeyCeremonies.Where(one => one.Id == ceremony).ExecuteDeleteAsync(cancellation) == 1 ? state : null;
    }

    public sealed record Question(Guid Ceremony, string Options)
    {
        /// <summary>As the script reads it.</summary>
        public string Json => $$"""{"ceremony":"{{Ceremony}}","options":{{Options}}}""";
    }

    /// <summary>What the script sends with the form.</summary>
    public sealed class Answer
    {
        public Guid Ceremony { get; set; }
        public string? Credential { get; set; }
    }
}
