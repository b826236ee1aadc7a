using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>Sends members away, and writes down what became of them as their branches would have done.</summary>
internal sealed class Sojourning(HongyanDb db, RecordServices writing, DateOnly today, TimeProvider clock)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public async Task<IReadOnlyList<(Member Member, Sojourn Sojourn)>> FillAsync(IReadOnlyList<Member> members, CancellationToken cancellation)
    {
        var travellers = new Travellers(members, today);
        var under = new List<(PlannedSojourn Stay, Member Member, Sojourn Sojourn, Course Course)>();
        foreach (var (stay, index) in PlannedSojourn.All.Select((stay, index) => (stay, index)))
        {
            var member = travellers.Next(stay, index);
            var facts = Destination.Of(index, stay, member.HomePath!);
            var course = new Course(index, stay, member.HomePath!, facts.HostPath, facts.Destination, today);
            var sojourn = await writing.Recording.OpenAsync(member, course.Departure, facts, cancellation);
            under.Add((stay, member, sojourn, course));
        }
        await SaveAsync(under.Select(one => one.Sojourn), cancellation);

        var dues = new DemoDues(today);
        var told = new List<(SojournCase Known, string Home, string? Host, List<SojournEvent> Events)>();
        foreach (var ((stay, member, sojourn, course), index) in under.Select((one, index) => (one, index)))
        {
            SojournEvent[] planned = [.. course.Events(), .. dues.Before(index, stay, member.Category, course.Departure)];
            var known = await writing.Keeping.CaseAsync(member, sojourn, [course.Departure, .. planned.Where(happened => happened.On <= today)], cancellation);
            told.Add((known, sojourn.HomePath!, sojourn.HostPath, [.. new Diligence(index, stay, member.HomePath!, sojourn.HostPath, today).Complete(known)]));
        }
        dues.Number(told);
        for (var index = 0; index < under.Count; index++)
        {
            if (!await writing.Recording.AddAsync(under[index].Sojourn,
                [.. told[index].Events
                    .Skip(1)
                    .OrderBy(happened => happened.On)
                    .Select(happened => happened with { Typed = ChinaDate.Of(Typed(happened, Draw.For("typed", happened))) })],
                cancellation))
                throw new InvalidOperationException($"The stay {index} ({under[index].Stay.State}) cannot go the way it is planned.");
        }
        await dues.SaveAsync(db, cancellation);
        await SaveAsync(under.Select(one => one.Sojourn), cancellation);
        var certifying = new Certifying(db, writing, today);
        certifying.GiveRanges(DemoOrganizations.All());
        await certifying.LoseAsync([.. under.Select(one => one.Sojourn)], cancellation);
        await SaveAsync(under.Select(one => one.Sojourn), cancellation);
        List<Sojourn> stays = [.. under.Select(one => one.Sojourn)];
        await new Between(db, writing, today, clock.GetUtcNow(), () => SaveAsync(stays, cancellation)).FillAsync(stays, cancellation);
        return [.. under.Select(one => (one.Member, one.Sojourn))];
    }

    /// <summary>Records are dated as if they had been typed when they happened, a few of them late; the whole county is one act.</summary>
    private async Task SaveAsync(IEnumerable<Sojourn> sojourns, CancellationToken cancellation)
    {
        var paths = sojourns.ToDictionary(sojourn => sojourn.Id);
        foreach (var entry in db.ChangeTracker.Entries<Record>().Where(entry => entry.State == EntityState.Added).ToList())
        {
            var happened = EventJson.Read(entry.Entity.Data);
            var sojourn = paths[entry.Entity.CaseId];
            entry.Property(record => record.OrgPath).CurrentValue = IsOfHost(happened) ? sojourn.HostPath
                : happened is CertificateSealed ? DemoOrganizations.CommitteeOf(sojourn.HomePath!) : sojourn.HomePath;
            entry.Property(record => record.RecordedAt).CurrentValue = Typed(happened, Draw.For("typed", happened));
        }
        foreach (var entry in db.ChangeTracker.Entries<AuditEntry>().ToList())
            entry.State = EntityState.Detached;
        await writing.Recording.SaveAsync(cancellation);
    }

    private DateTimeOffset Typed(SojournEvent happened, Random random)
    {
        var day = happened.On.AddDays(random.Chance(0.06) ? random.Next(16, 30) : random.Next(0, 3));
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(random.Next(8, 18), random.Next(0, 60))), China).ToUniversalTime();
        var now = clock.GetUtcNow();
        return at < now ? at : now;
    }

    private static bool IsOfHost(SojournEvent happened) => happened
        is ReportedIn or BranchNamed or Refused or Placed or OrganizedLife or AssignedWorkDone or ConversionOpinion or TransferReceived or ReceiptReturned
            or Message { From: Writer.Host }
        or ContactPersonNamed { By: Side.Host } or Contact { By: Side.Host } or Feedback { From: Side.Host } or DuesPaid { At: Side.Host }
        or Served { By: Side.Host } or Announcement { Of: Side.Host } or Educated { By: Side.Host };
}
