using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform;

/// <summary>
/// Where everybody comes by https no cookie ever goes over a line that is not encrypted, and its name tells the browser so. Otherwise,
/// on one's own machine, cookies are as safe as the address.
/// </summary>
internal static class Cookies
{
    public static void Keep(Installation house, CookieBuilder cookie, string name)
    {
        cookie.Name = Name(house, name);
        cookie.SecurePolicy = Secure(house);
    }

    public static string Name(Installation house, string name) => house.Options.HttpsOnly ? "__Host-" + name : name;

    public static CookieSecurePolicy Secure(Installation house) => house.Options.HttpsOnly ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
