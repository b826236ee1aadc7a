using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Scale;

/// <summary>What a population is made with: the same for every part of it, and read by several threads.</summary>
internal sealed record Ground(Order Order, Land Land, Secrets Secrets, WorkCalendar Calendar, IReadOnlyDictionary<string, Profile> Profiles,
    DutyKeeping Keeping, IReadOnlyDictionary<string, SigningKey> Keys, IReadOnlyDictionary<string, byte[]> PrivateKeys)
{
    /// <summary>Profiles are chosen for cities.</summary>
    public Profile ProfileOf(string path) => Profiles[path.Length > CityLength ? path[..CityLength] : path];

    private const int CityLength = 7;
}

/// <summary>The members of some branches with their stays, records, duties, letters and certificates, as rows to be sent.</summary>
internal sealed class Crowd(Ground ground)
{
    private const int LetterReadAfterDays = 14;
    private static readonly (string Code, string Name)[] Destinations =
        [("310000", "上海市"), ("320500", "江苏省苏州市"), ("330100", "浙江省杭州市"), ("440300", "广东省深圳市"), ("340100", "安徽省合肥市"), ("110000", "北京市")];
    private static readonly string[] Employers = ["示范机械厂", "示范电子有限公司", "示范快递网点", "示范建筑工地", "示范餐饮店"];

    private readonly Dictionary<string, CopyRows> rows = Tables.Generated.ToDictionary(table => table.Name, _ => new CopyRows(ground.Secrets));
    private readonly Stays stays = new(ground.Order, ground.Land);
    private readonly Person people = new(ground.Order, ground.Secrets);

    public IReadOnlyDictionary<string, CopyRows> Rows => rows;

    /// <param name="from">The number of a branch.</param>
    /// <param name="to">The branch after the last.</param>
    public static Crowd Of(Ground ground, int from, int to)
    {
        var crowd = new Crowd(ground);
        for (var branch = from; branch < to; branch++)
        {
            var habits = new Habits(ground.Order, branch);
            var (first, last) = ground.Land.MembersOf(branch);
            for (var member = first; member < last; member++)
                crowd.Add(member, branch, habits);
        }
        return crowd;
    }

    private void Add(int number, int branch, Habits habits)
    {
        var (member, identity) = people.Of(number, ground.Land.Branches[branch]);
        var (recordIds, otherIds) = (new Ids(ground.Order.Seed, number, Purpose.Stays), new Ids(ground.Order.Seed, number, Purpose.Branch));
        var dice = new Dice(ground.Order.Seed, (int)Purpose.Stays, number);
        foreach (var plan in stays.Of(number, branch, dice))
            Add(member, plan, new Journey(plan, habits, dice, ground.Order.Today), dice, recordIds, otherIds);
        Send(Tables.Member, member);
        Send(Tables.Identity, identity);
    }

    private void Add(Member member, Plan plan, Journey journey, Dice dice, Ids recordIds, Ids otherIds)
    {
        var today = ground.Order.Today;
        var destination = dice.OneOf(Destinations);
        var events = journey.Tell(destination.Name);
        var sojourn = new Sojourn
        {
            MemberId = member.Id,
            Id = otherIds.Next(),
            HomePath = member.HomePath,
            HostPath = plan.Host,
            HostName = plan.Host is null && plan.Arrives ? destination.Name + "示范园区党支部" : null,
            State = plan.Departs > today ? "reported" : "away",
            DepartedOn = plan.Departs,
            Destination = destination.Name,
            DestinationCode = destination.Code,
            Employer = dice.Chance(0.8) ? dice.OneOf(Employers) : null,
            Reason = ((DepartureReported)events[0]).Reason,
        };
        var records = new List<(Guid Id, SojournEvent Happened)>(events.Count);
        foreach (var happened in events)
        {
            var id = recordIds.Next();
            records.Add((id, happened));
            if (happened is not DepartureReported)
                Progress.Apply(sojourn, happened);
            if (happened is ReportedIn or Contact { Reached: true } && !(member.DetailsOn > happened.On))
                member.DetailsOn = happened.On;
            Send(Tables.Record, Row(sojourn, id, happened));
            if (happened is Feedback letter)
                Send(Tables.Exchange, Letter(sojourn, id, letter));
        }
        Certificates.Keep(ground, member, sojourn, records, this);
        foreach (var duty in ground.Keeping.First(sojourn, CaseOf(member, sojourn, events), today, otherIds.Next))
            Send(Tables.Duty, duty);
        Send(Tables.Sojourn, sojourn);
    }

    internal void Send<T>(CopyTable<T> table, T row) => table.Send(rows[table.Name], row);

    private SojournCase CaseOf(Member member, Sojourn sojourn, IReadOnlyList<SojournEvent> events) => new(
        DutyKeeping.FactsOf(member), events, ground.ProfileOf(sojourn.HomePath), ground.ProfileOf(sojourn.HostPath ?? sojourn.HomePath), ground.Calendar);

    private static Record Row(Sojourn sojourn, Guid id, SojournEvent happened) => new()
    {
        MemberId = sojourn.MemberId,
        Id = id,
        SojournId = sojourn.Id,
        OnDate = happened.On,
        Type = EventJson.TypeOf(happened),
        Data = EventJson.Write(happened),
        OrgPath = IsOfHost(happened) ? sojourn.HostPath ?? sojourn.HomePath : sojourn.HomePath,
        RecordedAt = Moment(happened.On),
        HomePath = sojourn.HomePath,
        HostPath = sojourn.HostPath,
    };

    /// <summary>Read by the other side a fortnight later.</summary>
    private Exchange Letter(Sojourn sojourn, Guid id, Feedback letter)
    {
        var (written, isRead) = (Moment(letter.On), letter.On.AddDays(LetterReadAfterDays) <= ground.Order.Today);
        var fromHome = letter.From == Side.Home;
        return new Exchange
        {
            MemberId = sojourn.MemberId,
            Id = id,
            SojournId = sojourn.Id,
            Kind = "letter",
            Topic = letter.Topic,
            Writer = fromHome ? "home" : "host",
            OnDate = letter.On,
            WrittenAt = written,
            HomeSeenAt = fromHome || isRead || sojourn.HostPath is null ? written : null,
            HostSeenAt = !fromHome || isRead ? written : null,
            MemberSeenAt = written,
            HomePath = sojourn.HomePath,
            HostPath = sojourn.HostPath,
        };
    }

    private static DateTimeOffset Moment(DateOnly day) => new(day, new TimeOnly(2, 0), TimeSpan.Zero);

    private static bool IsOfHost(SojournEvent happened) => happened
        is ReportedIn or Placed or OrganizedLife or AssignedWorkDone or ContactPersonNamed { By: Side.Host } or Feedback { From: Side.Host } or DuesPaid { At: Side.Host };
}
