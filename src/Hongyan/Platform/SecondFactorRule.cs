using Hongyan.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Platform;

/// <summary>Which roles must show a second factor. Kept as a setting, changed by an administrator; where it was never set, none must.</summary>
public sealed class SecondFactorRule(HongyanDb db, Audit audit)
{
    public const string Key = "second-factor";

    /// <summary>Where somebody is led who has to set one up.</summary>
    public const string Way = "/Account/Own";

    /// <summary>What a new installation begins with: everybody who sees more than one branch, and who gives out accounts.</summary>
    public static readonly string[] Usual = [Roles.Clerk, Roles.Department, .. Roles.Administrators];

    public static readonly string[] Offered = [.. Roles.All];

    private static readonly string[] OnTheWay =
        [Way, "/SetUp", "/Account/Authenticator", "/Account/Passkey", "/Account/Codes", "/Account/Password", "/Account/Work", "/Account/SignIn",
            "/Account/SecondFactor", "/Account/SignOut", "/Home/Language", "/Home/Theme", "/Errors"];

    public static bool Demands(string? rule, string? role) => role is not null && Of(rule).Contains(role);

    public static bool IsOnTheWay(PathString path) => OnTheWay.Any(open => path.StartsWithSegments(open, StringComparison.OrdinalIgnoreCase));

    public async Task<string[]> RolesAsync(CancellationToken cancellation) =>
        Of(await db.Settings.Where(setting => setting.Key == Key).Select(setting => setting.Value).FirstOrDefaultAsync(cancellation));

    public async Task SetAsync(IEnumerable<string> roles, string? reason, CancellationToken cancellation)
    {
        var (before, after) = (await RolesAsync(cancellation), roles.Order(StringComparer.Ordinal).ToArray());
        var value = string.Join(',', after);
        await db.Database.ExecuteSqlAsync(
            $"insert into setting (key, value) values ({Key}, {value}) on conflict (key) do update set value = excluded.value", cancellation);
        audit.Note("second-factor-rule", details: new { Before = before, After = after }, reason: reason);
        await db.SaveChangesAsync(cancellation);
    }

    private static string[] Of(string? rule) => rule?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
