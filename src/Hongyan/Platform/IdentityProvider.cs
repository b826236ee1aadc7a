namespace Hongyan.Platform;

/// <summary>A provider of identities by OpenID Connect, and as whom this installation is known there.</summary>
/// <param name="Address">Its issuer, as it stands in its tokens.</param>
/// <param name="Name">As people call it, on the button.</param>
public sealed record IdentityProvider(Uri Address, string Client, string? Secret, string Name)
{
    /// <summary>From the environment, where a secret is not seen in the list of processes.</summary>
    /// <exception cref="UserError">The address is none, or it is not encrypted, or there is no client.</exception>
    public static IdentityProvider? FromEnvironment()
    {
        if (Said("HONGYAN_OIDC_ISSUER") is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            throw new UserError($"HONGYAN_OIDC_ISSUER 应是 https:// 开头的网址，不能是 {text}。 / HONGYAN_OIDC_ISSUER must begin with https://, not {text}.");
        var client = Said("HONGYAN_OIDC_CLIENT")
            ?? throw new UserError("设置了 HONGYAN_OIDC_ISSUER，还缺 HONGYAN_OIDC_CLIENT。 / HONGYAN_OIDC_ISSUER is set, but HONGYAN_OIDC_CLIENT is missing.");
        return new IdentityProvider(address, client, Said("HONGYAN_OIDC_SECRET"), Said("HONGYAN_OIDC_NAME") ?? address.Host);
    }

    private static string? Said(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
