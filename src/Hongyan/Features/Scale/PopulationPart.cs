using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Scale;

/// <summary>What a population is made with: the same for every part of it, and read by several threads.</summary>
internal sealed record GenerationContext(Order Order, OrganizationTree Tree, Secrets Secrets, WorkCalendar Calendar,
    IReadOnlyDictionary<string, Profile> Profiles,
    DutyKeeping Keeping, IReadOnlyDictionary<string, SigningKey> Keys, IReadOnlyDictionary<string, byte[]> PrivateKeys)
{
    /// <summary>Profiles are chosen for cities.</summary>
    public Profile ProfileOf(string path) => Profiles[path.Length > CityLength ? path[..CityLength] : path];

    private const int CityLength = 7;
}

/// <summary>The members of some branches with their stays, records, duties, letters and certificates, as rows to be sent.</summary>
internal sealed class PopulationPart(GenerationContext context)
{
    private const int LetterReadAfterDays = 14;
    private static readonly (string Code, string Name)[] Destinations =
        [("310000", "上海市"), ("320500", "江苏省苏州市"), ("330100", "浙江省杭州市"), ("440300", "广东省深圳市"), ("340100", "安徽省合肥市"), ("110000", "北京市")];
    private static readonly string[] Employers = ["示范机械厂", "示范电子有限公司", "示范快递网点", "示范建筑工地", "示范餐饮店"];

    private readonly Dictionary<string, CopyRows> rows = Tables.Generated.ToDictionary(table => table.Name, _ => new CopyRows(context.Secrets));
    private readonly SojournPlanner planner = new(context.Order, context.Tree);
    private readonly Person people = new(context.Order, context.Secrets);

    public IReadOnlyDictionary<string, CopyRows> Rows => rows;

    /// <param name="from">The number of a branch.</param>
    /// <param name="to">The branch after the last.</param>
    public static PopulationPart Of(GenerationContext context, int from, int to)
    {
        var population = new PopulationPart(context);
        for (var branch = from; branch < to; branch++)
        {
            var routine = new BranchRoutine(context.Order, branch);
            var (first, last) = context.Tree.MembersOf(branch);
            for (var member = first; member < last; member++)
                population.Add(member, branch, routine);
        }
        return population;
    }

    private void Add(int number, int branch, BranchRoutine routine)
    {
        var (member, identity) = people.Of(number, context.Tree.Branches[branch]);
        var (recordIds, otherIds) = (new Ids(context.Order.Seed, number, Purpose.Sojourns), new Ids(context.Order.Seed, number, Purpose.Branch));
        var random = new SeededRandom(context.Order.Seed, (int)Purpose.Sojourns, number);
        foreach (var plan in planner.Of(number, branch, random))
            Add(member, plan, new Journey(plan, routine, random, context.Order.Today), random, recordIds, otherIds);
        Send(Tables.Member, member);
        Send(Tables.Identity, identity);
    }

    private void Add(Member member, Plan plan, Journey journey, SeededRandom random, Ids recordIds, Ids otherIds)
    {
        var today = context.Order.Today;
        var destination = random.OneOf(Destinations);
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
            Employer = random.Chance(0.8) ? random.OneOf(Employers) : null,
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
        Certificates.Keep(context, member, sojourn, records, this);
        foreach (var duty in context.Keeping.First(sojourn, CaseOf(member, sojourn, events), today, otherIds.Next))
            Send(Tables.Duty, duty);
        Send(Tables.Sojourn, sojourn);
    }

    internal void Send<T>(CopyTable<T> table, T row) => table.Send(rows[table.Name], row);

    private SojournCase CaseOf(Member member, Sojourn sojourn, IReadOnlyList<SojournEvent> events) => new(
        DutyKeeping.FactsOf(member), events, context.ProfileOf(sojourn.HomePath!), context.ProfileOf(sojourn.HostPath ?? sojourn.HomePath!), context.Calendar)
    {
        HostIsOutside = DutyKeeping.IsHostOutside(sojourn),
    };

    private static Record Row(Sojourn sojourn, Guid id, SojournEvent happened) => new()
    {
        OwnerId = sojourn.MemberId,
        Id = id,
        CaseId = sojourn.Id,
        CaseKind = KeptDuty.OfSojourn,
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
        var (written, isRead) = (Moment(letter.On), letter.On.AddDays(LetterReadAfterDays) <= context.Order.Today);
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
        is ReportedIn or Placed or OrganizedLife or AssignedWorkDone or ContactPersonNamed { By: Side.Host } or Feedback { From: Side.Host }
            or DuesPaid { At: Side.Host };
}
