using Hongyan.Data;
using Hongyan.Features.Meetings;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>
/// The lists behind the meetings to which the hosts called their members, with who came; and what members at home's call have read and said.
/// </summary>
internal sealed class Gatherings(HongyanDb db, RecordServices writing, DateOnly today)
{
    private const int OwnPeople = 8, Readers = 4;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly string[] Opinions = ["同意候选人名单，希望多关心外出党员。", "建议会议改在周末，方便线上参加。"];
    private readonly Dictionary<Guid, List<(SojournEvent Happened, string? Org, Guid? Account)>> written = [];

    /// <param name="reader">The member who may sign in: his notices wait for him unread.</param>
    public async Task FillAsync(IReadOnlyList<(Member Member, Sojourn Sojourn)> stays, Guid reader, CancellationToken cancellation)
    {
        var records = await db.Records.AsNoTracking().Where(r => r.Type == "meeting" || r.Type == "election" || r.Type == "notified").ToListAsync(cancellation);
        var said = records.Select(record => (record.CaseId, Happened: EventJson.Read(record.Data))).ToLookup(one => one.CaseId, one => one.Happened);
        foreach (var group in stays.Where(stay => stay.Sojourn.HostPath is not null)
            .SelectMany(stay => said[stay.Sojourn.Id].OfType<Meeting>(), (stay, meeting) => (Stay: stay, Meeting: meeting))
            .GroupBy(one => (one.Stay.Sojourn.HostPath, one.Meeting.TakesPlace)))
        {
            await MeetAsync(group.Key.HostPath!, group.First().Meeting, [.. group.Select(one => one.Stay)], said, cancellation);
        }
        Answer([.. stays.Where(stay => stay.Member.Id != reader && stay.Sojourn is { HomePath: DemoOrganizations.HomeBranch, EndedOn: null })], said);
        await WriteAsync(cancellation);
    }

    private async Task MeetAsync(
        string host, Meeting called, IReadOnlyList<(Member Member, Sojourn Sojourn)> guests, ILookup<Guid, SojournEvent> said, CancellationToken cancellation)
    {
        var random = Draw.For("gathering", host, called.TakesPlace);
        var meeting = new BranchMeeting
        {
            Id = random.Id(), // records speak of it, and are the same on the same day
            OrgPath = host,
            Kind = "party-day",
            Title = called.Name!,
            OnDate = called.TakesPlace,
            StartsAt = new TimeOnly(14, 30),
            Place = "党员活动室",
            Online = true,
            Agenda = "一、集中学习\n二、交流讨论\n三、志愿服务安排",
            Code = random.Next(1_000_000).ToString("000000"),
            AnnouncedAt = At(called.On),
        };
        db.Meetings.Add(meeting);
        foreach (var (member, sojourn) in guests)
        {
            var told = said[sojourn.Id].OfType<Notified>().FirstOrDefault(notice => notice.Event == Inviting.Occasion(meeting));
            var line = Line(meeting, member, sojourn.Id, told is null ? null : At(told.On), random);
            if (line.State == "attended" && !(sojourn.EndedOn < meeting.OnDate))
                Happens(sojourn.Id,
                    new OrganizedLife { On = meeting.OnDate, Offline = !line.Online, Kind = meeting.Kind, Meeting = meeting.Id, Note = meeting.Title }, host);
        }
        var away = guests.Select(guest => guest.Member.Id).ToList();
        foreach (var member in await db.Members.Where(m => m.HomePath == host && m.LeftOn == null && !away.Contains(m.Id)
            && !db.Sojourns.Any(s => s.MemberId == m.Id && s.EndedOn == null)).OrderBy(m => m.Name).ThenBy(m => m.Id).Take(OwnPeople).ToListAsync(cancellation))
            Line(meeting, member, null, meeting.AnnouncedAt, random);
    }

    private Attendance Line(BranchMeeting meeting, Member member, Guid? sojourn, DateTimeOffset? told, Random random)
    {
        var line = new Attendance
        {
            MemberId = member.Id,
            Id = Guid.CreateVersion7(),
            MeetingId = meeting.Id,
            SojournId = sojourn,
            InvitedAt = told,
            ReadAt = told is not null && meeting.OnDate < today && random.Chance(0.7) ? told.Value.AddHours(random.Next(1, 40)) : null,
            State = "invited",
            HomePath = member.HomePath,
            OrgPath = meeting.OrgPath,
        };
        if (meeting.OnDate < today)
        {
            line.State = random.Chance(0.75) ? "attended" : random.Chance(0.6) ? "excused" : "absent";
            line.Online = line.State == "attended" && random.Chance(0.2);
            line.MarkedAt = At(meeting.OnDate);
        }
        db.Attendances.Add(line);
        return line;
    }

    /// <summary>Some have read the notice of the election at home, and some of these have answered.</summary>
    private void Answer(IReadOnlyList<(Member Member, Sojourn Sojourn)> people, ILookup<Guid, SojournEvent> said)
    {
        var index = 0;
        foreach (var (member, sojourn) in people)
        {
            if (index == Readers || said[sojourn.Id].OfType<Election>().FirstOrDefault(election => election.TakesPlace > today) is not { } election)
                continue;
            var occasion = Notices.Announcing.Occasion(election);
            if (said[sojourn.Id].OfType<Notified>().FirstOrDefault(notice => notice.Event == occasion) is not { } told)
                continue;
            var account = SignIns.OfMember(db, member, $"member-{index + 2}");
            Happens(sojourn.Id, new Notified { On = told.On, Event = occasion, How = "opened" }, null, account);
            if (index < Opinions.Length)
                Happens(sojourn.Id, new OpinionGiven { On = told.On, Event = occasion, Text = Opinions[index] }, null, account);
            index++;
        }
    }

    private void Happens(Guid sojourn, SojournEvent happened, string? org, Guid? account = null)
    {
        if (!written.TryGetValue(sojourn, out var list))
            written[sojourn] = list = [];
        list.Add((happened, org, account));
    }

    /// <summary>Dated as if typed on the day itself, by whoever writes such a record.</summary>
    private async Task WriteAsync(CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        foreach (var sojourn in await writing.Recording.HoldAllAsync(written.Keys, cancellation))
        {
            var entries = written[sojourn.Id].Select(one => (Entry: Entry.New(one.Happened), one.Org, one.Account)).ToDictionary(one => one.Entry.Id);
            await writing.Recording.WriteAsync(sojourn, [.. entries.Values.Select(one => one.Entry)], cancellation);
            foreach (var record in db.ChangeTracker
                .Entries<Record>()
                .Where(record => record.State == EntityState.Added && entries.ContainsKey(record.Entity.Id)))
            {
                record.Property(one => one.OrgPath).CurrentValue = entries[record.Entity.Id].Org;
                record.Property(one => one.AccountId).CurrentValue = entries[record.Entity.Id].Account;
                record.Property(one => one.RecordedAt).CurrentValue = At(record.Entity.OnDate);
            }
        }
        foreach (var note in db.ChangeTracker.Entries<AuditEntry>().ToList())
            note.State = EntityState.Detached;
        await db.SaveChangesAsync(cancellation);
    }

    private static DateTimeOffset At(DateOnly day) => new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 30)), China).ToUniversalTime();
}
