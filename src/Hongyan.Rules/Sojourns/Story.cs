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
        Placement = First<Placed>();
        End = First<SojournEvent>(happened => happened is Returned or Transferred or Cancelled)?.On;
        Away = Stay(Departure?.Departs ?? Arrival?.On);
        Hosted = Away is null ? null : Stay(Placement?.On);
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

    public DepartureReported? Departure { get; }

    /// <summary>The first sign of the member at the host.</summary>
    public SojournEvent? Arrival { get; }
    public Placed? Placement { get; }

    /// <summary>The day of return or transfer, when it is known.</summary>
    public DateOnly? End { get; }

    /// <summary>The days of the sojourn, from departure to return or transfer; nothing when nobody knows of it yet or the member stayed.</summary>
    public Span? Away { get; }

    /// <summary>The days for which a host branch answers: from placement on.</summary>
    public Span? Hosted { get; }

    /// <summary>Duties are told this far ahead: what opens within a quarter is already listed as upcoming.</summary>
    public DateOnly Horizon => AsOf.AddDays(DaysToldAhead + daysMore);

    /// <summary>The last day on which this story still tells a quarter ahead.</summary>
    public DateOnly ToldUntil => AsOf.AddDays(daysMore);

    public IEnumerable<T> All<T>()
        where T : SojournEvent => events.OfType<T>();

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
