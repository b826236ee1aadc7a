using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform;

/// <summary>
/// Whoever is reached by https says so as the public address: then no cookie ever goes over a line that is not encrypted, and its name
/// tells the browser so. Otherwise, on one's own machine, cookies are as safe as the address.
/// </summary>
internal static class Cookies
{
    public static string Name(Installation house, string name) => IsEncrypted(house) ? "__Host-" + name : name;

    public static CookieSecurePolicy Secure(Installation house) => IsEncrypted(house) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    private static bool IsEncrypted(Installation house) => house.Options.PublicAddress?.Scheme == Uri.UriSchemeHttps;
}
