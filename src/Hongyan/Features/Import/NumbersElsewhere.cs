using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>
/// Whether an ID number is registered out of reach is told for so many numbers a day, each noted: who tries out numbers does not learn who is a member.
/// </summary>
internal sealed class NumbersElsewhere(HongyanDb db, Audit audit, Actor actor, TimeProvider clock)
{
    public const int MostADay = 100;
    private const string Act = "numbers-elsewhere";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>
    /// Notes what was found; false when it is more than may be told, and then nothing may be shown: that a number is not registered would tell
    /// as much as that it is.
    /// </summary>
    /// <param name="subject">The file or form; what is looked at again is counted once.</param>
    public async Task<bool> MayTellAsync(string subject, int count, CancellationToken cancellation)
    {
        var account = actor.AccountId;
        await db.Database.HoldAsync(AdvisoryLock.NumberTries, account?.ToString() ?? "", cancellation);
        var since = clock.GetUtcNow() - Remembered;
        var before = await db.Audit.AsNoTracking().Where(one => one.AccountId == account && one.Act == Act && one.At > since)
            .Select(one => new { one.Subject, one.Details }).ToListAsync(cancellation);
        var told = before.Where(one => one.Subject != subject).Sum(one => CountOf(one.Details!));
        if (count > 0 && !before.Exists(one => one.Subject == subject))
        {
            audit.Note(Act, subject, new { Rejected = count });
            await db.SaveChangesAsync(cancellation);
        }
        return told < MostADay && told + count <= MostADay;
    }

    private static int CountOf(string details)
    {
        using var json = JsonDocument.Parse(details);
        return json.RootElement.EnumerateObject().First().Value.GetInt32();
    }
}
