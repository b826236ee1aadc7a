using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Hongyan.Platform;

/// <summary>Signing in at an identity provider: who has come back from there is known for five minutes, until he is let in here or not.</summary>
internal static class Elsewhere
{
    public const string Page = "/Account/Elsewhere";
    private const string Scheme = "provider";
    private const string Back = "back-from-provider";
    private const string Invitation = "invitation";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public static void Services(AuthenticationBuilder builder, Installation house)
    {
        if (house.Options.Provider is not { } provider) return;
        builder.AddCookie(Back, options =>
        {
            Cookies.Keep(house, options.Cookie, "hongyan-back");
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = Life;
            options.SlidingExpiration = false;
        }).AddOAuth<ProviderOptions, ProviderHandler>(Scheme, options =>
        {
            var description = provider.Address.ToString().TrimEnd('/') + "/.well-known/openid-configuration";
            options.Discovery = new ConfigurationManager<OpenIdConnectConfiguration>(description, new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = provider.Address.Scheme == Uri.UriSchemeHttps });
            (options.AuthorizationEndpoint, options.TokenEndpoint) = (description, description); // until it is read
            (options.ClientId, options.ClientSecret) = (provider.Client, provider.Secret ?? "none");
            options.SignInScheme = Back;
            options.CallbackPath = "/signin-oidc";
            options.UsePkce = true;
            options.Scope.Add("openid");
            options.RemoteAuthenticationTimeout = Life;
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = Cookies.Secure(house);
            options.CorrelationCookie.Name = (house.Options.HttpsOnly ? "__Secure-" : "") + "hongyan-provider."; // it has a path, so the host alone cannot be meant
            options.Events.OnAccessDenied = denied => Failed(denied);
            options.Events.OnRemoteFailure = failed => Failed(failed);
        });
    }

    /// <summary>Sends the browser there; it comes back to <see cref="Page"/>.</summary>
    public static Task GoAsync(HttpContext context, string? returnUrl, string? invitation)
    {
        var back = Page + "?handler=Back" + (returnUrl is null ? "" : "&returnUrl=" + Uri.EscapeDataString(returnUrl));
        var kept = new AuthenticationProperties { RedirectUri = back };
        if (invitation is not null) kept.Items[Invitation] = invitation;
        return context.ChallengeAsync(Scheme, kept);
    }

    /// <summary>Who came back, with the invitation he left with; the answer is spent by this.</summary>
    public static async Task<Known?> BackAsync(HttpContext context)
    {
        if (await context.AuthenticateAsync(Back) is not { Succeeded: true } answer) return null;
        await context.SignOutAsync(Back);
        return answer.Principal.FindFirstValue(ProviderHandler.Subject) is { } subject
            ? new Known(subject, answer.Principal.HasClaim(ProviderHandler.Methods, "mfa"), answer.Properties.Items.TryGetValue(Invitation, out var token) ? token : null)
            : null;
    }

    private static Task Failed(HandleRequestContext<RemoteAuthenticationOptions> failed)
    {
        failed.Response.Redirect(Page + "?handler=Failed");
        failed.HandleResponse();
        return Task.CompletedTask;
    }

    /// <param name="Subject">The name that the provider gives him, for good.</param>
    /// <param name="HasFactor">The provider says that it has asked for a second factor.</param>
    public sealed record Known(string Subject, bool HasFactor, string? Invitation);
}
