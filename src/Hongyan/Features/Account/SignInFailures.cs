using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>
/// Failures to sign in, counted for each client of an account: what somebody tries elsewhere does not lock its owner out. All clients
/// that the account does not know share a second limit, so that many addresses together guess no more than a few.
/// </summary>
public sealed class SignInFailures(HongyanDb db, Actor actor, KnownDevice device, TimeProvider clock)
{
    public const int MostOfClient = 5;
    public const int MostOfUnknown = 60;
    public static readonly TimeSpan ClientLock = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan UnknownLock = TimeSpan.FromDays(1);
    private static readonly TimeSpan NetworkKnown = TimeSpan.FromDays(90);

    /// <summary>The accounts that clients they do not know cannot sign in to at present.</summary>
    public IQueryable<Guid> Locked => db.SignInFailures.Where(OfUnknown()).GroupBy(failure => failure.AccountId)
        .Where(failures => failures.Count() >= MostOfUnknown).Select(failures => failures.Key);

    public async Task<bool> AreUsedUpAsync(Guid account, CancellationToken cancellation)
    {
        var (client, isKnown) = await ClientAsync(account, cancellation);
        var now = clock.GetUtcNow();
        var last = await db.SignInFailures.Where(failure => failure.AccountId == account && failure.Client == client)
            .OrderByDescending(failure => failure.At).Take(MostOfClient).Select(failure => failure.At).ToListAsync(cancellation);
        if (last.Count == MostOfClient && last[0] - last[^1] < ClientLock && now - last[0] < ClientLock) return true;
        return !isKnown && await db.SignInFailures.Where(OfUnknown()).CountAsync(failure => failure.AccountId == account, cancellation) >= MostOfUnknown;
    }

    /// <summary>Tries of one account come one after the other: its row is held.</summary>
    public async Task AddAsync(Guid account, CancellationToken cancellation)
    {
        var (client, isKnown) = await ClientAsync(account, cancellation);
        var now = clock.GetUtcNow();
        await db.SignInFailures.Where(failure => failure.AccountId == account && failure.At < now - UnknownLock).ExecuteDeleteAsync(cancellation);
        db.SignInFailures.Add(new SignInFailure { Id = Guid.CreateVersion7(), AccountId = account, Client = client, IsKnown = isKnown, At = now });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>This client has signed in.</summary>
    public async Task ForgetClientAsync(Guid account, CancellationToken cancellation)
    {
        var (client, _) = await ClientAsync(account, cancellation);
        await db.SignInFailures.Where(failure => failure.AccountId == account && failure.Client == client).ExecuteDeleteAsync(cancellation);
    }

    public Task ForgetAsync(Guid account, CancellationToken cancellation) =>
        db.SignInFailures.Where(failure => failure.AccountId == account).ExecuteDeleteAsync(cancellation);

    public async Task<bool> IsKnownAsync(Guid account, CancellationToken cancellation) => (await ClientAsync(account, cancellation)).IsKnown;

    private System.Linq.Expressions.Expression<Func<SignInFailure, bool>> OfUnknown()
    {
        var since = clock.GetUtcNow() - UnknownLock;
        return failure => !failure.IsKnown && failure.At > since;
    }

    /// <summary>The browser by its cookie, else its network; known is also a network from which the account has signed in lately.</summary>
    private async Task<(string Client, bool IsKnown)> ClientAsync(Guid account, CancellationToken cancellation)
    {
        if (device.Of(account) is { } known) return ($"device {known}", true);
        var since = clock.GetUtcNow() - NetworkKnown;
        var addresses = await db.AccountSessions.Where(session => session.AccountId == account && session.StartedAt > since)
            .Select(session => session.FromAddress).Distinct().ToListAsync(cancellation);
        return (actor.Network, addresses.Any(address => address is not null && ClientNetwork.Of(address) == actor.Network));
    }
}
