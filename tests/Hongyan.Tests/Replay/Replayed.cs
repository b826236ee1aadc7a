using System.Diagnostics;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Records;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Replay;

/// <summary>
/// Case files in one installation, day by day: the clock goes on, the nightly job runs, everything that happened on that day is sent to
/// the pages by whoever has to type it, and the table is compared with the file and with the rules.
/// </summary>
public abstract class Replayed(IReadOnlyList<FiledCase> cases) : IAsyncLifetime
{
    private TestInstallation installation = null!;
    private ReplayPlaces places = null!;

    public IReadOnlyList<FiledCase> Cases => cases;

    /// <summary>By case and day, what was found to differ.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>What no page takes, with what it answered.</summary>
    public List<(FiledCase Case, SojournEvent Happened, string Answer)> Refused { get; } = [];

    /// <summary>What was written without a page.</summary>
    public List<(FiledCase Case, SojournEvent Happened, string? Answer)> WithoutPage { get; } = [];

    public int Sent { get; private set; }

    public int Compared { get; private set; }

    public TimeSpan Took { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var watch = Stopwatch.StartNew();
        var days = cases.SelectMany(one => one.Days).Distinct().Order().ToList();
        installation = await TestInstallation.NewAsync(days[0]);
        places = new ReplayPlaces(installation.Instance.Policy);
        await PeopleAsync();
        using var hands = await Hands.NewAsync(installation);
        foreach (var day in days)
        {
            installation.Clock.MoveTo(day);
            await StaySignedInAsync();
            await new DutyRenewal(installation.Instance).RunAsync(progress: null, Stop);
            foreach (var one in cases)
                await HappenAsync(hands, one, day);
            await CompareAsync(day);
            await ForgetAsync([.. cases.Where(one => one.Days.Max() == day).Select(one => one.Member)]);
        }
        Took = watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        await installation.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task PeopleAsync()
    {
        await using var db = installation.Db();
        foreach (var one in cases)
        {
            var facts = one.Told.Member;
            db.Members.Add(new Member
            {
                Id = one.Member,
                HomePath = places.Of(one).Home,
                Name = "测试党员",
                Sex = "male",
                Born = new DateOnly(1990, 5, 1),
                Status = facts.Status,
                Joined = facts.Joined,
                ProbationEnds = facts.ProbationEnds,
                Category = facts.Category,
                Abroad = facts.Abroad,
                Rural = facts.Rural,
                DetailsOn = facts.DetailsOn,
            });
        }
        foreach (var (path, contact) in places.Contacts)
            db.Members.Add(new Member
            {
                Id = contact,
                HomePath = path,
                Name = "测试联系人",
                Sex = "male",
                Born = new DateOnly(1980, 1, 1),
                Status = "full",
                Category = "employee",
            });
        await places.SaveAsync(db, Stop);
    }

    /// <summary>Sessions end after hours; those of a replay last for its years.</summary>
    private async Task StaySignedInAsync()
    {
        await using var db = installation.Db();
        var now = installation.Clock.GetUtcNow();
        await db.AccountSessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now).SetProperty(s => s.StartedAt, now), Stop);
    }

    private async Task HappenAsync(Hands hands, FiledCase one, DateOnly day)
    {
        var typed = one.Events
            .Where(happened => one.DayTyped(happened) == day)
            .OrderBy(happened => happened != one.Opening && happened.On <= one.Opening.On)
            .ToList();
        foreach (var happened in typed)
        {
            var before = one.Events.TakeWhile(earlier => earlier != happened).ToList();
            if (Reasons.OfNoPage(happened, one) is not null)
                await WriteAsync(one, happened);
            else
                await TypeAsync(hands, one, happened, before);
        }
    }

    private async Task TypeAsync(Hands hands, FiledCase one, SojournEvent happened, List<SojournEvent> before)
    {
        var sent = await SendAsync(hands, one, happened, before);
        if (await IsWrittenAsync(one, happened))
            Sent++;
        else if (!Reasons.Unlike.ContainsKey(Reasons.KeyOf(one, happened)) || !await WriteAsync(one, happened, sent.Answer))
            Refused.Add((one, happened, sent.Answer ?? "not written"));
    }

    private async Task<bool> IsWrittenAsync(FiledCase one, SojournEvent happened)
    {
        await using var db = installation.Db();
        return await db.Records.AnyAsync(
            record => record.CaseId == one.Sojourn && record.OnDate == happened.On && record.Type == EventJson.TypeOf(happened), Stop);
    }

    private Task<Sent> SendAsync(Hands hands, FiledCase one, SojournEvent happened, List<SojournEvent> before)
    {
        var host = places.Of(one).Host;
        List<KeyValuePair<string, string>> fields = [.. Typing.Fields(happened, before, host,
            places.ContactOf(happened is ContactPersonNamed { By: Side.Host } ? host : places.Of(one).Home))];
        if (happened == one.Opening)
            return hands.SendAsync(Side.Home, asClerk: false, $"/Members/{one.Member}/Departure",
                [.. fields, new("Sojourn", one.Sojourn.ToString()), new("Host", ReplayPlaces.HostName(host)), new("AllPeriods", "true")], happened);
        var (side, type) = (Typing.SideOf(happened, before), EventJson.TypeOf(happened));
        var about = happened switch
        {
            Waived waived => $"&kind={waived.Kind}&period={waived.Period}",
            Feedback feedback => $"&topic={feedback.Topic ?? "general"}",
            _ => "",
        };
        return hands.SendAsync(side, Typing.IsOfCommittee(happened, before),
            $"/Records/New?member={one.Member}&sojourn={one.Sojourn}&type={type}&side={side.ToString().ToLowerInvariant()}{about}",
            [.. fields, new("Id", Guid.CreateVersion7().ToString())], happened);
    }

    private async Task<bool> WriteAsync(FiledCase one, SojournEvent happened, string? answer = null)
    {
        await using var db = installation.Db();
        var recording = new RecordServices(installation.Instance, db).Recording;
        if (happened == one.Opening)
            await recording.OpenAsync((await db.Members.FindAsync([one.Member], Stop))!, happened,
                new SojournFacts { Id = one.Sojourn, HostPath = places.Of(one).Host }, Stop);
        else if ((await recording.AddAsync((await recording.HoldAsync(one.Member, one.Sojourn, Stop))!, [happened], Stop)).Refusal is not null)
            return false;
        await recording.SaveAsync(Stop);
        WithoutPage.Add((one, happened, answer));
        return true;
    }

    private async Task CompareAsync(DateOnly day)
    {
        var asked = cases.Where(one => one.Told.Expect.Any(expected => expected.On == day)).ToList();
        if (asked.Count == 0)
            return;
        await using var db = installation.Db();
        var ids = asked.ConvertAll(one => one.Member);
        var kept = (await db.Duties.AsNoTracking().Where(duty => ids.Contains(duty.OwnerId)).ToListAsync(Stop)).ToLookup(duty => duty.CaseId);
        var sojourns = await db.Sojourns.AsNoTracking().Where(sojourn => ids.Contains(sojourn.MemberId)).ToListAsync(Stop);
        var read = (await new CaseReader(db, new RecordServices(installation.Instance, db).Keeping).ReadAsync(sojourns, Stop))
            .ToDictionary(one => one.Sojourn.Id, one => one.Case);
        foreach (var one in asked)
        {
            foreach (var expected in one.Told.Expect.Where(expected => expected.On == day))
            {
                Compared++;
                Differences.AddRange(KeptCase.Differences(expected, Case(one), read.GetValueOrDefault(one.Sojourn), [.. kept[one.Sojourn]])
                    .Select(difference => $"{one}, {day:yyyy-MM-dd}: {difference}"));
            }
        }
    }

    /// <summary>A case that is over asks for nothing more, and the nightly job need not carry it on.</summary>
    private async Task ForgetAsync(IReadOnlyList<Guid> over)
    {
        await using var db = installation.Db();
        await db.Sojourns
            .Where(sojourn => over.Contains(sojourn.MemberId))
            .ExecuteUpdateAsync(set => set.SetProperty(sojourn => sojourn.DutiesUntil, new DateOnly(2099, 1, 1)), Stop);
    }

    private SojournCase Case(FiledCase one)
    {
        var (told, library) = (one.Told, installation.Instance.Policy);
        var home = library.Profile(told.Profile, told.Parameters);
        var taken = one.Events.Where(happened => !Refused.Any(refused => ReferenceEquals(refused.Happened, happened)));
        return new SojournCase(told.Member, [.. taken], home, told.HostProfile is { } host ? library.Profile(host, told.Parameters) : home, library.Calendar);
    }
}

public sealed class WholeReplay() : Replayed(FiledCase.All);

public sealed class SampledReplay() : Replayed(FiledCase.Sample);
