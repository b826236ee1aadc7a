using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Sojourns;

/// <summary>
/// One sojourn as it was known on a day: the events up to that day, in order, and what follows from them.
/// Nothing later is seen, so a later record never changes an earlier answer.
/// </summary>
public sealed class Story
{
    private const int DaysToldAhead = 92;
    private readonly int daysMore;
    private readonly SojournCase told;
    private HostTurns? hostTurns;
    private readonly SojournEvent[] events; // walked for every duty, so as an array

    internal Story(SojournCase told, DateOnly asOf, int daysMore = 0)
    {
        this.told = told;
        this.daysMore = daysMore;
        AsOf = asOf;
        events = InOrder(told.Events.Where(happened => happened.On <= asOf));
        Waivers = [.. All<Waived>()];
        DutiesFrom = First<DutiesBegin>()?.From;
        Departure = First<DepartureReported>();
        Arrival = First<SojournEvent>(happened => happened is ReportedIn or Placed);
        End = First<SojournEvent>(happened => happened is Returned or Transferred or TransferredIn or Cancelled or LeftHost or AnnouncedClosed)?.On;
        Away = Stay(Departure?.Departs ?? DepartureLearned.Before(this) ?? Arrival?.On);
        Hosted = Away is null ? null : Stay(First<Placed>()?.On);
        Hostings = Hosted is null ? [] : Hosting.In(events, End);
        Lost = [.. LostIn(events)];
    }

    public DateOnly AsOf { get; }

    /// <summary>By day, and within a day in an order that does not depend on how they were given.</summary>
    public IReadOnlyList<SojournEvent> Events => events;

    /// <summary>The duties a person has waived.</summary>
    public IReadOnlyList<Waived> Waivers { get; }

    /// <summary>Periods that were over before this day are nobody's duty; nothing when all count.</summary>
    public DateOnly? DutiesFrom { get; }
    public MemberFacts Member => told.Member;
    public Profile Home => told.Home;
    public Profile Host => told.Host;
    public WorkCalendar Calendar => told.Calendar;

    /// <summary>Whether he is a guest: his home is outside this installation.</summary>
    public bool HomeIsOutside => told.HomeIsOutside;

    /// <summary>The policy of what the member himself owes, and of what either side may owe: his home's; a guest's is his host's.</summary>
    public Profile OwnPolicy => HomeIsOutside ? Host : Home;

    public DepartureReported? Departure { get; }

    /// <summary>The first sign of the member at the host.</summary>
    public SojournEvent? Arrival { get; }

    /// <summary>The day of return or transfer, when it is known.</summary>
    public DateOnly? End { get; }

    /// <summary>The days of the sojourn, from departure to return or transfer; nothing when nobody knows of it yet or the member stayed.</summary>
    public Span? Away { get; }

    /// <summary>The days for which host branches answer: from the first placement on.</summary>
    public Span? Hosted { get; }

    /// <summary>The days for which somebody here answers for him: the whole sojourn, of a guest the days since he was placed.</summary>
    public Span? Answered => HomeIsOutside ? Hosted : Away;

    /// <summary>The days for whose months he pays his dues here; a guest does from the month that was settled with his home.</summary>
    public Span? DuesDays => HomeIsOutside ? DuesAtHost.DaysIn(this) : Away;

    /// <summary>What a home outside has said of him.</summary>
    public HomeWord HomeWord => field ??= HomeWord.In(events);

    /// <summary>The same days, host by host.</summary>
    public IReadOnlyList<Hosting> Hostings { get; }

    /// <summary>The times in which the member was marked as out of contact, each until the day before he was found.</summary>
    public IReadOnlyList<Span> Lost { get; }

    /// <summary>Since when he has been out of contact on the day as of which the story is told; nothing when he is not.</summary>
    public DateOnly? LostSince => Lost is [.., { Last: null, First: var since }] ? since : null;

    /// <summary>Duties are told this far ahead: what opens within a quarter is already listed as upcoming.</summary>
    public DateOnly Horizon => AsOf.AddDays(DaysToldAhead + daysMore);

    /// <summary>The last day on which this story still tells a quarter ahead.</summary>
    public DateOnly ToldUntil => AsOf.AddDays(daysMore);

    /// <summary>Whether a side is outside on a day; home is so for the whole stay or not at all.</summary>
    public bool IsOutside(Side side, DateOnly day) => side == Side.Home ? told.HomeIsOutside : IsHostOutsideOn(day);

    public bool IsHostOutsideOn(DateOnly day) => (hostTurns ??= new HostTurns(events, told.HostIsOutside)).IsOutsideOn(day);

    public IEnumerable<T> All<T>()
        where T : SojournEvent => events.OfType<T>();

    /// <summary>What holds on a day: what home and host agreed for it, else what a policy says.</summary>
    internal T Get<T>(Profile profile, Parameter<T> parameter, DateOnly day)
        where T : notnull
    {
        foreach (var terms in told.Agreements)
        {
            if (terms.Find(parameter, day) is { } agreed)
                return (T)agreed;
        }
        return profile.Get(parameter, day);
    }

    public T? First<T>(Func<T, bool>? where = null)
        where T : SojournEvent
    {
        foreach (var happened in events)
        {
            if (happened is T found && (where is null || where(found)))
                return found;
        }
        return null;
    }

    private static IEnumerable<Span> LostIn(IEnumerable<SojournEvent> events)
    {
        DateOnly? since = null;
        // found on the day on which he was marked, he was lost on none
        foreach (var happened in events.Where(happened => happened is MarkedLost or Found)
            .OrderBy(happened => happened.On)
            .ThenBy(happened => happened is Found))
        {
            if (happened is MarkedLost)
                since ??= happened.On;
            if (happened is not Found || since is not { } marked)
                continue;
            yield return new Span(marked, happened.On.AddDays(-1));
            since = null;
        }
        if (since is { } open)
            yield return new Span(open, null);
    }

    private Span? Stay(DateOnly? first) =>
        first is { } day && !(End < day) && First<Cancelled>() is null ? new Span(day, End) : null;

    private static SojournEvent[] InOrder(IEnumerable<SojournEvent> events)
    {
        SojournEvent[] ordered = [.. events];
        Array.Sort(ordered, static (one, other) => one.On != other.On ? one.On.CompareTo(other.On) : WithinDay(one, other));
        return ordered;
    }

    // JSON is compared only between events of one type and day, for writing it costs most of all.
    private static int WithinDay(SojournEvent one, SojournEvent other)
    {
        var byType = string.CompareOrdinal(EventJson.TypeOf(one), EventJson.TypeOf(other));
        return byType != 0 || ReferenceEquals(one, other) ? byType : string.CompareOrdinal(EventJson.Write(one), EventJson.Write(other));
    }
}
