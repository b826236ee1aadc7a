using System.Security.Cryptography;
using System.Text.Json;
using Hongyan.Platform;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Features.Account;

/// <summary>
/// A cookie that says in which accounts somebody has signed in with this browser. It opens nothing: its failures are only counted apart
/// from those of everybody else.
/// </summary>
public sealed class KnownDevice(IHttpContextAccessor context, IDataProtectionProvider protection, Installation installation)
{
    private const string Cookie = "hongyan-device";
    private const int MostAccounts = 8; // of a machine that an office shares
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector(nameof(KnownDevice)).ToTimeLimitedDataProtector();

    /// <summary>What this browser is called in that account; nothing when it never signed in there.</summary>
    public Guid? Of(Guid account) => Read().FirstOrDefault(entry => entry.Account == account)?.Device;

    public void Remember(Guid account)
    {
        if (context.HttpContext is not { } request) return;
        var entries = Read();
        var device = entries.FirstOrDefault(entry => entry.Account == account)?.Device ?? Guid.CreateVersion7();
        IEnumerable<Entry> kept = [new(account, device), .. entries.Where(entry => entry.Account != account)];
        request.Response.Cookies.Append(Cookies.Name(installation, Cookie),
            protector.Protect(JsonSerializer.Serialize(kept.Take(MostAccounts)), Life), new CookieOptions
        {
            MaxAge = Life,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = installation.Options.HttpsOnly || request.Request.IsHttps,
            IsEssential = true,
        });
    }

    private IReadOnlyList<Entry> Read()
    {
        if (context.HttpContext?.Request.Cookies[Cookies.Name(installation, Cookie)] is not { Length: > 0 } cookie) return [];
        try
        {
            return JsonSerializer.Deserialize<List<Entry>>(protector.Unprotect(cookie)) ?? [];
        }
        catch (CryptographicException)
        {
            return []; // too old, or not ours
        }
    }

    private sealed record Entry(Guid Account, Guid Device);
}
