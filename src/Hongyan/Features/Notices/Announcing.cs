using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Notices;

/// <summary>Announces an election or a major matter of a branch to all its members away, and tells them; nobody twice.</summary>
public sealed class Announcing(HongyanDb db, Recording recording, TimeProvider clock)
{
    public static IReadOnlyList<string> Types { get; } = ["election", "major-matter"];

    /// <summary>Writes what is missing in each open stay, and says how many were told by this.</summary>
    public async Task<int> SendAsync(string org, Announcement announced, bool tell, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var ids = await db.Sojourns.Where(s => s.HomePath == org && s.EndedOn == null).Select(s => s.Id).ToListAsync(cancellation);
        var told = 0;
        foreach (var sojourn in await recording.HoldAllAsync(ids, cancellation))
        {
            var events = await recording.EventsAsync(sojourn, cancellation);
            var missing = new List<SojournEvent>();
            if (!events.OfType<Announcement>().Any(one => IsSame(one, announced)))
                missing.Add(announced with { On = today });
            if (tell && !events.OfType<Notified>().Any(one => one.Event == Occasion(announced)))
                missing.Add(new Notified { On = today, Event = Occasion(announced) });
            if (missing.Count > 0 && await recording.AddAsync(sojourn, missing, cancellation))
                told += missing.OfType<Notified>().Count();
        }
        await recording.SaveAsync(cancellation);
        return told;
    }

    /// <summary>The announcement a branch has made under that name, the newest wording of it.</summary>
    public async Task<Announcement?> FindAsync(string org, string occasion, CancellationToken cancellation)
    {
        if (Read(occasion) is not var (type, day))
            return null;
        var data = await db.Records.AsNoTracking()
            .Where(r => r.HomePath == org && r.Type == type && !db.Records.Any(later => later.MemberId == r.MemberId && later.CorrectsId == r.Id))
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
