using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Notices;

/// <summary>What came of sending a notice: to how many it was posted, and how many have no account and must be told by a person.</summary>
public sealed record SentNotice(int Posted, int ToCall);

/// <summary>Announces an election or a major matter of a branch to all its members away. Told is who opens it or whom a person tells.</summary>
public sealed class Announcing(HongyanDb db, Recording recording, TimeProvider clock)
{
    public static IReadOnlyList<string> Types { get; } = ["election", "major-matter"];

    /// <summary>Writes what is missing in each open stay. Whoever has an account finds the notice there; nobody counts as told by it.</summary>
    public async Task<SentNotice> SendAsync(string org, Announcement announced, bool tell, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var ids = await db.Sojourns.Where(s => s.HomePath == org && s.EndedOn == null).Select(s => s.Id).ToListAsync(cancellation);
        var sojourns = await recording.HoldAllAsync(ids, cancellation);
        var accounts = await OwnAccounts.OfAsync(db, [.. sojourns.Select(sojourn => sojourn.MemberId)], cancellation);
        var (posted, toCall) = (0, 0);
        foreach (var sojourn in sojourns)
        {
            var events = await recording.EventsAsync(sojourn, cancellation);
            var missing = new List<SojournEvent>();
            if (!events.OfType<Announcement>().Any(one => IsSame(one, announced)))
                missing.Add(announced with { On = today });
            var isKnown = events.OfType<Notified>().Any(one => one.Event == Occasion(announced));
            if (tell && !isKnown && accounts.Contains(sojourn.MemberId))
                missing.Add(new Notified { On = today, Event = Occasion(announced), How = "posted" });
            else if (tell && !isKnown)
                toCall++;
            if (missing.Count > 0 && await recording.AddAsync(sojourn, missing, cancellation))
                posted += missing.OfType<Notified>().Count();
        }
        await recording.SaveAsync(cancellation);
        return new SentNotice(posted, toCall);
    }

    /// <summary>Records for some stays of the branch that a person told them; whoever is told already is left as he is.</summary>
    /// <returns>How many were recorded; or why the day is wrong.</returns>
    public async Task<(int Told, Refusal? Refusal)> TellAsync(string org, IReadOnlyCollection<Guid> stays, Notified told, CancellationToken cancellation)
    {
        var ids = await db.Sojourns.Where(s => s.HomePath == org && stays.Contains(s.Id)).Select(s => s.Id).ToListAsync(cancellation);
        var count = 0;
        foreach (var sojourn in await recording.HoldAllAsync(ids, cancellation))
        {
            if ((await recording.EventsAsync(sojourn, cancellation)).OfType<Notified>().Any(one => one.Event == told.Event && one.IsTold))
                continue;
            if ((await recording.AddAsync(sojourn, [told], cancellation)).Refusal is { } refusal)
                return (0, refusal);
            count++;
        }
        await recording.SaveAsync(cancellation);
        return (count, null);
    }

    /// <summary>The announcement a branch has made under that name, the newest wording of it.</summary>
    public async Task<Announcement?> FindAsync(string org, string occasion, CancellationToken cancellation)
    {
        if (Read(occasion) is not var (type, day))
            return null;
        var data = await db.Records.AsNoTracking()
            .Where(r => r.HomePath == org && r.Type == type && !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CorrectsId == r.Id))
            .OrderByDescending(r => r.RecordedAt).Select(r => r.Data).ToListAsync(cancellation);
        return data.Select(EventJson.Read).OfType<Announcement>().FirstOrDefault(one => one.Of == Side.Home && one.TakesPlace == day);
    }

    /// <summary>As records of a stay name it: election-2026-06-01.</summary>
    public static string Occasion(Announcement announced) =>
        $"{EventJson.TypeOf(announced)}-{announced.TakesPlace.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    public static (string Type, DateOnly Day)? Read(string? occasion) =>
        Types.FirstOrDefault(type => occasion?.StartsWith(type + "-", StringComparison.Ordinal) == true) is { } found
        && DateOnly.TryParseExact(occasion.AsSpan(found.Length + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (found, day)
            : null;

    public static bool IsSame(Announcement one, Announcement other) =>
        one.GetType() == other.GetType() && one.TakesPlace == other.TakesPlace && one.Of == other.Of;
}
