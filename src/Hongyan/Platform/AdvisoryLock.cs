using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Hongyan.Platform;

/// <summary>
/// Every advisory lock that the program takes: two pieces of work never share one by accident. The numbers stay, for older versions know them.
/// </summary>
internal enum AdvisoryLock : long
{
    /// <summary>One process migrates the schema at a time.</summary>
    Migration = 7_468_616,

    /// <summary>A version of the policy that was read is still the newest when its successor is written.</summary>
    PolicyChange = 7_468_617,

    /// <summary>Ranges of certificate numbers are given out one after the other.</summary>
    CertificateRange = 7_468_618,

    /// <summary>Two imports at once, or an import and a registration by hand, could each take the same person for new.</summary>
    Import = 0x486F6E6779616E,

    /// <summary>The audit log is one chain.</summary>
    AuditChain = 0x486F6E41756469,

    /// <summary>The figures of organisations are counted by one job at a time.</summary>
    OrganizationFigures = 7_468_619,

    /// <summary>Duties of organisations are renewed by one server at a time.</summary>
    OrganizationDuties = 7_468_620,

    /// <summary>Tries of one account to find an arrival, by the account's id.</summary>
    ArrivalTries = 7_468_621,

    /// <summary>A background job runs on one server, by the job's id.</summary>
    BackgroundJob = 7_468_622,

    /// <summary>Numbers that one account was told to be registered elsewhere, by the account's id.</summary>
    NumberTries = 7_468_624,

    /// <summary>Two people at once could each make an entry for the same organisation outside.</summary>
    OutsideDirectory = 7_468_625,

    /// <summary>People registered outside are received by one organisation one after the other, by its path.</summary>
    GuestArrivals = 7_468_626,

    /// <summary>Letters are drafted in one organisation by one person at a time, by its path.</summary>
    DispatchDrafts = 7_468_627,

    /// <summary>Keys and status lists are signed for strangers by one server at a time.</summary>
    Publication = 7_468_640,
}

/// <summary>How advisory locks are taken. Locks with a key are numbers made of both, so that each key has one of its own.</summary>
internal static class AdvisoryLocks
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock and holds it until the transaction ends.</summary>
    public static Task HoldAsync(this DatabaseFacade database, AdvisoryLock which, CancellationToken cancellation) =>
        database.ExecuteSqlAsync($"select pg_advisory_xact_lock({(long)which})", cancellation);

    /// <summary>Takes the lock and holds it until the transaction ends; false when somebody else has it for longer than one is ready to wait.</summary>
    public static async Task<bool> TryHoldAsync(this DatabaseFacade database, AdvisoryLock which, TimeSpan longest, CancellationToken cancellation)
    {
        var waiting = Stopwatch.StartNew();
        while (!await database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({(long)which}) as \"Value\"").SingleAsync(cancellation))
        {
            if (waiting.Elapsed > longest) return false;
            await Task.Delay(BetweenTries, cancellation);
        }
        return true;
    }

    /// <summary>Waits for the lock of that key and holds it until the transaction ends.</summary>
    public static Task HoldAsync(this DatabaseFacade database, AdvisoryLock which, string key, CancellationToken cancellation) =>
        database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, {(long)which}))", cancellation);

    /// <summary>Takes the lock of that key for as long as the connection stays open; false when somebody else has it.</summary>
    public static Task<bool> TryKeepAsync(this DatabaseFacade database, AdvisoryLock which, string key, CancellationToken cancellation) =>
        database.SqlQuery<bool>($"select pg_try_advisory_lock(hashtextextended({key}, {(long)which})) as \"Value\"").SingleAsync(cancellation);

    public static Task ReleaseAsync(this DatabaseFacade database, AdvisoryLock which, string key) =>
        database.ExecuteSqlAsync($"select pg_advisory_unlock(hashtextextended({key}, {(long)which}))");

    /// <summary>Waits for the lock, which then stays with the connection until it is released.</summary>
    public static string Keep(AdvisoryLock which) => $"select pg_advisory_lock({(long)which})";

    public static string Release(AdvisoryLock which) => $"select pg_advisory_unlock({(long)which})";
}
