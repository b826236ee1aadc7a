using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Hongyan.Platform;

/// <summary>Sign-in at an identity provider by OpenID Connect. The answer is kept in a cookie for five minutes, until an account is found for it.</summary>
internal static class ExternalSignIn
{
    public const string Page = "/Account/ExternalSignIn";
    private const string Scheme = "provider";
    private const string Back = "back-from-provider";
    private const string Invitation = "invitation";
    private const string Owner = "owner";
    private const string Subject = "sub";
    private const string Methods = "amr";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public static void Services(AuthenticationBuilder builder, Installation installation)
    {
        if (installation.Options.Provider is not { } provider) return;
        builder.AddCookie(Back, options =>
        {
            Cookies.Keep(installation, options.Cookie, "hongyan-back");
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = Life;
            options.SlidingExpiration = false;
        }).AddOpenIdConnect(Scheme, options =>
        {
            Configure(options, provider);
            Keep(installation, options.CorrelationCookie, "hongyan-provider.");
            Keep(installation, options.NonceCookie, "hongyan-nonce.");
        });
    }

    /// <summary>Sends the browser to the provider; it comes back to <see cref="Page"/>.</summary>
    /// <param name="owner">The session whose account the identity is to be linked to.</param>
    public static Task ChallengeAsync(HttpContext context, string? returnUrl, string? invitation, Guid? owner = null)
    {
        var back = Page + "?handler=Back" + (returnUrl is null ? "" : "&returnUrl=" + Uri.EscapeDataString(returnUrl));
        var kept = new AuthenticationProperties { RedirectUri = back };
        if (invitation is not null) kept.Items[Invitation] = invitation;
        if (owner is not null) kept.Items[Owner] = owner.ToString();
        return context.ChallengeAsync(Scheme, kept);
    }

    /// <summary>Who came back, and the invitation he left with. The answer can be read once.</summary>
    public static async Task<ExternalUser?> TakeAnswerAsync(HttpContext context)
    {
        if (await context.AuthenticateAsync(Back) is not { Succeeded: true } answer) return null;
        await context.SignOutAsync(Back);
        return answer.Principal.FindFirstValue(Subject) is { Length: > 0 } subject
            ? new ExternalUser(subject, answer.Principal.HasClaim(Methods, "mfa"),
                answer.Properties.Items.TryGetValue(Invitation, out var token) ? token : null,
                answer.Properties.Items.TryGetValue(Owner, out var owner) && Guid.TryParse(owner, out var session) ? session : null)
            : null;
    }

    private static void Configure(OpenIdConnectOptions options, IdentityProvider provider)
    {
        options.Authority = provider.Address.ToString();
        options.RequireHttpsMetadata = provider.Address.Scheme == Uri.UriSchemeHttps;
        (options.ClientId, options.ClientSecret) = (provider.Client, provider.Secret);
        options.SignInScheme = Back;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // a form posted from another site would come without our Lax cookies
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.Scope.Clear();
        options.Scope.Add(OpenIdConnectScope.OpenId);
        options.CallbackPath = "/signin-oidc";
        options.RemoteSignOutPath = options.SignedOutCallbackPath = PathString.Empty; // a session here does not end with the one there
        options.RemoteAuthenticationTimeout = Life;
        options.ProtocolValidator.NonceLifetime = Life;
        options.DisableTelemetry = true;
        options.MapInboundClaims = false;
        options.ClaimActions.Clear();
        options.TokenValidationParameters.ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ];
        options.Events.OnTokenValidated = KeepOnlyWhatIsUsed;
        options.Events.OnAccessDenied = FailedAsync;
        options.Events.OnRemoteFailure = FailedAsync;
    }

    /// <summary>These cookies have a path, so their names cannot begin with __Host-.</summary>
    private static void Keep(Installation installation, CookieBuilder cookie, string name)
    {
        cookie.Name = (installation.Options.HttpsOnly ? "__Secure-" : "") + name;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = Cookies.Secure(installation);
    }

    private static Task KeepOnlyWhatIsUsed(TokenValidatedContext validated)
    {
        var claims = validated.Principal!.FindAll(claim => claim.Type is Subject or Methods);
        validated.Principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        return Task.CompletedTask;
    }

    private static Task FailedAsync(HandleRequestContext<RemoteAuthenticationOptions> failed)
    {
        failed.Response.Redirect(Page + "?handler=Failed");
        failed.HandleResponse();
        return Task.CompletedTask;
    }
}

/// <param name="Subject">The name that the provider gives him, for good.</param>
/// <param name="HasFactor">The provider says that it has asked for a second factor.</param>
/// <param name="Owner">The session in which he asked that this identity be linked to his account.</param>
internal sealed record ExternalUser(string Subject, bool HasFactor, string? Invitation, Guid? Owner);
