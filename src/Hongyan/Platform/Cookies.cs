using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform;

/// <summary>
/// Where everybody comes by https no cookie ever goes over a line that is not encrypted, and its name tells the browser so. Otherwise,
/// on one's own machine, cookies are as safe as the address.
/// </summary>
internal static class Cookies
{
    public static void Keep(Installation installation, CookieBuilder cookie, string name)
    {
        cookie.Name = Name(installation, name);
        cookie.SecurePolicy = Secure(installation);
    }

    public static string Name(Installation installation, string name) => installation.Options.HttpsOnly ? "__Host-" + name : name;

    public static CookieSecurePolicy Secure(Installation installation) =>
        installation.Options.HttpsOnly ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
