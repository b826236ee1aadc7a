using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Hongyan.Platform;

/// <summary>Where the provider's addresses and keys are found, besides what every code flow needs.</summary>
public sealed class ProviderOptions : OAuthOptions
{
    public IConfigurationManager<OpenIdConnectConfiguration> Discovery { get; set; } = null!;
}

/// <summary>
/// OpenID Connect on the framework's code flow with PKCE: the addresses come from the provider's own description, and the identity from
/// its signed token, which is for us, of this provider, of this very request, and not too old.
/// </summary>
public sealed class ProviderHandler(IOptionsMonitor<ProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<ProviderOptions>(options, logger, encoder)
{
    public const string Subject = "sub";
    public const string Methods = "amr";
    private const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await DiscoverAsync();
        properties.Items[Nonce] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        base.BuildChallengeUrl(properties, redirectUri) + "&nonce=" + properties.Items[Nonce];

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await DiscoverAsync();
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var token = tokens.Response!.RootElement.TryGetProperty("id_token", out var given) ? given.GetString() : null;
        var known = await ValidAsync(token);
        if (!known.IsValid && known.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            Options.Discovery.RequestRefresh(); // the provider has changed its keys
            known = await ValidAsync(token);
        }
        if (!known.IsValid) throw new AuthenticationFailureException("The identity token is not valid.", known.Exception);
        if (Said(known, Nonce) != properties.Items[Nonce]) throw new AuthenticationFailureException("The identity token answers another request.");
        if (Said(known, Subject) is not { Length: > 0 } subject) throw new AuthenticationFailureException("The identity token names nobody.");
        identity.AddClaim(new Claim(Subject, subject));
        foreach (var method in known.ClaimsIdentity.FindAll(Methods)) identity.AddClaim(new Claim(Methods, method.Value));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<TokenValidationResult> ValidAsync(string? token)
    {
        var provider = await Options.Discovery.GetConfigurationAsync(Context.RequestAborted);
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = Options.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var (now, drift) = (TimeProvider.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(5));
        return until is { } end && now - drift < end && (from is not { } begin || begin < now + drift);
    }

    private async Task DiscoverAsync()
    {
        var provider = await Options.Discovery.GetConfigurationAsync(Context.RequestAborted);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (provider.AuthorizationEndpoint, provider.TokenEndpoint);
    }

    private static string? Said(TokenValidationResult token, string claim) =>
        token.Claims.TryGetValue(claim, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
