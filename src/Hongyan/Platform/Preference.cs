using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Platform;

/// <summary>A choice of this browser that says nothing about a person: the language, the theme.</summary>
internal static class Preference
{
    public const string Language = "hongyan-language";

    public static void Keep(HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(Name(context, cookie), value, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });

    public static string? Of(HttpContext context, string cookie) => context.Request.Cookies[Name(context, cookie)];

    private static string Name(HttpContext context, string cookie) => Cookies.Name(context.RequestServices.GetRequiredService<Installation>(), cookie);
}
