using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform;

/// <summary>The reader's choice of light or dark, kept in a cookie; without one the device decides.</summary>
internal static class Theme
{
    public const string Light = "light";
    public const string Dark = "dark";
    public const string Auto = "auto";
    private const string Cookie = "hongyan-theme";

    public static string Of(HttpContext context) => Preference.Of(context, Cookie) is (Light or Dark) and var theme ? theme : Auto;

    public static void Keep(HttpContext context, string? theme) => Preference.Keep(context, Cookie, theme is Light or Dark ? theme : Auto);
}
