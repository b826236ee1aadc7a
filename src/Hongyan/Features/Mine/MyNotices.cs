using Hongyan.Data;
using Hongyan.Features.Notices;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>One notice to the member: a meeting, an election or a major matter.</summary>
public sealed record MyNotice(string Address, string Type, string Title, DateOnly TakesPlace, bool Read, bool Cancelled, bool Answered, string? State);

/// <summary>What the member was told of and what he has made of it. Row-level security leaves only his own rows.</summary>
public sealed class MyNotices(HongyanDb db, Actor actor, TimeProvider clock)
{
    private const int DaysBack = 60;

    /// <summary>Those to come and those of the last weeks, the unread ones first.</summary>
    public async Task<IReadOnlyList<MyNotice>> AllAsync(CancellationToken cancellation)
    {
        var since = ChinaDate.Today(clock).AddDays(-DaysBack);
        var meetings = await db.Attendances.AsNoTracking().Where(a => a.MemberId == actor.MemberId && a.InvitedAt != null)
            .Join(db.Meetings.Where(m => m.OnDate >= since), a => a.MeetingId, m => m.Id,
                (a, m) => new { m.Id, m.Title, m.OnDate, m.CancelledOn, a.ReadAt, a.State })
            .ToListAsync(cancellation);
        var said = await EventsAsync(null, cancellation);
        var answers = said.Select(one => (one.Stay, Event: EventOf(one.Happened), one.Happened)).ToList();
        var announced = said.Where(one => one.Happened is Election or MajorMatter).Select(one => (one.Stay, Of: (Announcement)one.Happened))
            .Where(one => one.Of.Of == Side.Home && one.Of.TakesPlace >= since
                && answers.Exists(other => other.Stay == one.Stay && other.Happened is Notified && other.Event == Announcing.Occasion(one.Of)))
            .DistinctBy(one => (one.Stay, Announcing.Occasion(one.Of)));
        return
        [
            .. meetings.Select(m => new MyNotice($"/Mine/Meetings/{m.Id}", "meeting", m.Title, m.OnDate, m.ReadAt is not null, m.CancelledOn is not null, false,
                m.State))
                .Concat(announced.Select(one =>
                {
                    var occasion = Announcing.Occasion(one.Of);
                    bool Has<T>() => answers.Exists(other => other.Stay == one.Stay && other.Event == occasion && other.Happened is T);
                    return new MyNotice($"/Mine/Notices/{one.Stay}/{occasion}", EventJson.TypeOf(one.Of), one.Of.Name ?? "", one.Of.TakesPlace,
                        answers.Exists(other => other.Stay == one.Stay && other.Event == occasion && IsReading(other.Happened)), false, Has<OpinionGiven>(),
                        null);
                }))
                .OrderBy(notice => notice.Read).ThenByDescending(notice => notice.TakesPlace),
        ];
    }

    /// <summary>The announcement of that name in one of the member's stays, with the record of the opinion he gave on it.</summary>
    public async Task<(Announcement Announced, bool Read, Guid? OpinionId, string? Opinion)?> FindAsync(
        Guid stay, string occasion, CancellationToken cancellation)
    {
        var records = await ValidAsync(stay, cancellation);
        var announced = records.Select(record => EventJson.Read(record.Data)).OfType<Announcement>()
            .LastOrDefault(one => one is Election or MajorMatter && one.Of == Side.Home && Announcing.Occasion(one) == occasion);
        if (announced is null)
            return null;
        var about = records.Select(record => (record.Id, Happened: EventJson.Read(record.Data))).Where(one => EventOf(one.Happened) == occasion).ToList();
        var opinion = about.LastOrDefault(one => one.Happened is OpinionGiven);
        return (announced, about.Exists(one => IsReading(one.Happened)), opinion.Happened is null ? null : opinion.Id,
            (opinion.Happened as OpinionGiven)?.Text);
    }

    private async Task<List<(Guid Stay, SojournEvent Happened)>> EventsAsync(Guid? stay, CancellationToken cancellation) =>
        [.. (await ValidAsync(stay, cancellation)).Select(record => (record.CaseId, EventJson.Read(record.Data)))];

    private Task<List<Record>> ValidAsync(Guid? stay, CancellationToken cancellation) => db.Records.AsNoTracking()
        .Where(r => r.OwnerId == actor.MemberId && (stay == null || r.CaseId == stay) && Types.Contains(r.Type)
            && !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CorrectsId == r.Id))
        .OrderBy(r => r.RecordedAt).ToListAsync(cancellation);

    private static readonly string[] Types = ["election", "major-matter", "notified", "notice-read", "opinion-given"];

    /// <summary>He opened it; older records say so with a type of their own.</summary>
    private static bool IsReading(SojournEvent happened) => happened is NoticeRead or Notified { How: "opened" };

    private static string? EventOf(SojournEvent happened) => happened switch
    {
        Notified told => told.Event,
        NoticeRead read => read.Event,
        OpinionGiven given => given.Event,
        _ => null,
    };
}
