using System.Globalization;
using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.SetUp;

/// <summary>The one-time link with which the first administrator comes in. Only the hash of its token is kept.</summary>
public static class SetUpToken
{
    private const string Key = "setup-token";
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>A new token when there is no administrator yet, ending an older one; otherwise null.</summary>
    public static async Task<string?> EnsureAsync(HongyanDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await db.Appointments.AnyAsync(one => one.Role == Roles.Security, cancellation)) return null;
        var token = OneTimeToken.New();
        var value = string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(OneTimeToken.HashOf(token))} {clock.GetUtcNow() + Life:O}");
        await db.Database.ExecuteSqlAsync(
            $"insert into setting (key, value) values ({Key}, {value}) on conflict (key) do update set value = excluded.value", cancellation);
        return token;
    }

    public static async Task<bool> HoldsAsync(HongyanDb db, string? token, TimeProvider clock, CancellationToken cancellation) =>
        await StoredAsync(db, token, clock, cancellation) is not null;

    /// <summary>True for exactly one caller, however many send the token at the same time.</summary>
    public static async Task<bool> SpendAsync(HongyanDb db, string? token, TimeProvider clock, CancellationToken cancellation) =>
        await StoredAsync(db, token, clock, cancellation) is { } stored
        && await db.Settings.Where(setting => setting.Key == Key && setting.Value == stored).ExecuteDeleteAsync(cancellation) == 1;

    private static async Task<string?> StoredAsync(HongyanDb db, string? token, TimeProvider clock, CancellationToken cancellation)
    {
        var stored = await db.Settings.Where(setting => setting.Key == Key).Select(setting => setting.Value).FirstOrDefaultAsync(cancellation);
        if (token is null || stored?.Split(' ') is not [var hash, var until]) return null;
        var same = CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), OneTimeToken.HashOf(token));
        return same && DateTimeOffset.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow() ? stored : null;
    }
}
