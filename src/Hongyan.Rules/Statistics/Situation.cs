namespace Hongyan.Rules.Statistics;

/// <summary>The figures of the situation report as of a day. Source: E-1.1 to E-1.7.</summary>
public sealed class Situation
{
    public const string Unknown = "unknown";
    private const int LongFromMonths = 3;
    private static readonly (int From, string Name)[] AgeBands = [(55, "55+"), (45, "45-54"), (35, "35-44"), (0, "<35")];

    private static readonly (string Name, string[] Always, Func<Situation, FloatingPerson, string> KeyOf)[] Ways =
    [
        ("sex", ["male", "female"], (_, person) => person.Sex),
        ("age", [.. AgeBands.Reverse().Select(band => band.Name)], (situation, person) => AgeBand(person.AgeOn(situation.Day))),
        ("education", [], (_, person) => string.IsNullOrWhiteSpace(person.Education) ? Unknown : EducationLevel.NameOf(person.Education)),
        ("direction", ["inProvince", "outOfProvince"], (situation, person) => situation.Direction(person)),
        ("duration", ["under3Months", "3MonthsOrMore"], (situation, person) =>
            IsLong(person.DepartedOn, situation.Day) ? "3MonthsOrMore" : "under3Months"),
    ];

    private readonly string? province;

    /// <param name="day">The day as of which the figures hold.</param>
    /// <param name="members">All members registered in the organisation on that day.</param>
    /// <param name="province">Code of the organisation's own province; nothing when unknown.</param>
    /// <param name="people">Those away on that day; a person named twice counts once, by the latest departure.</param>
    /// <param name="alike">Others away on that day, of whom each is away once: their outflow is counted, not looked at one by one.</param>
    public Situation(DateOnly day, int members, string? province, IEnumerable<FloatingPerson> people, params IReadOnlyCollection<Alike> alike)
    {
        this.province = province;
        Day = day;
        Members = members;
        var all = people.ToList();
        var counted = alike.Sum(one => one.Count);
        People = [.. all.OrderByDescending(person => person.DepartedOn).DistinctBy(person => person.Id)];
        Outflow = counted + People.Count(person => person.Flow == Flow.Outflow);
        Within = alike.Where(one => one.One.IsWithin).Sum(one => one.Count) + People.Count(person => person.IsWithin);
        GuestFigures = new GuestFigures(this);
        Inflow = Within + People.Count(person => person.Flow == Flow.Inflow);
        Floating = counted + People.Count;
        var counts = alike.Concat(People.Select(person => new Alike(person, 1))).ToList();
        Breakdowns = [.. Ways.Select(way => Breakdown.Of(way.Name, way.Always, counts.Select(one => (way.KeyOf(this, one.One), one.Count)),
            way.Name == "education" ? EducationLevel.RankOf : null))];
    }

    public DateOnly Day { get; }
    public int Members { get; }

    /// <summary>Distinct people of both flows, without those who were only counted.</summary>
    public IReadOnlyList<FloatingPerson> People { get; }

    /// <summary>How many distinct people there are of both flows.</summary>
    public int Floating { get; }

    /// <summary>Members of the organisation who are away.</summary>
    public int Outflow { get; }

    /// <summary>People away whose host lies in the organisation.</summary>
    public int Inflow { get; }

    /// <summary>Of the inflow, those registered outside this installation.</summary>
    public int Guests => GuestFigures.Count;

    public GuestFigures GuestFigures { get; }

    /// <summary>Those who are both, counted in each flow and once among the floating.</summary>
    public int Within { get; }

    /// <summary>Members who have reported a departure that is still to come; in no other figure.</summary>
    public int NotLeft { get; init; }

    /// <summary>People away whom a host in the organisation was named for and who have not reported in there.</summary>
    public int Expected { get; init; }

    /// <summary>Outflow of all members, as a fraction; 0 where there are no members.</summary>
    public double OutflowShare => Members == 0 ? 0 : (double)Outflow / Members;

    /// <summary>sex, age, education, direction and duration, in this order.</summary>
    public IReadOnlyList<Breakdown> Breakdowns { get; }

    /// <summary>Those of the floating, then those of the guests among them.</summary>
    public IEnumerable<Breakdown> AllBreakdowns => Breakdowns.Concat(GuestFigures.Breakdowns);

    /// <summary>The group of a person in one of the breakdowns; nothing when there is no such breakdown.</summary>
    public string? GroupOf(string breakdown, FloatingPerson person) =>
        Array.Find(Ways, way => way.Name == breakdown).KeyOf?.Invoke(this, person)
            ?? (person.IsGuest ? Array.Find(GuestFigures.Ways, way => way.Name == breakdown).KeyOf?.Invoke(this, person) : null);

    /// <summary>The birth dates with which a younger band begins, the oldest first: between two of them all are of one band.</summary>
    public static IReadOnlyList<DateOnly> BirthBorders(DateOnly day) =>
        [.. AgeBands.Where(band => band.From > 0).Select(band => day.AddYears(-band.From).AddDays(1))];

    /// <summary>The first departures that are a short absence on a day: on both sides of it all are of one duration.</summary>
    public static IReadOnlyList<DateOnly> DepartureBorders(DateOnly day)
    {
        var first = day.AddMonths(-LongFromMonths);
        while (IsLong(first, day))
            first = first.AddDays(1);
        return [first];
    }

    private static string AgeBand(int? age) =>
        age is not { } known ? Unknown : Array.Find(AgeBands, band => known >= band.From).Name ?? AgeBands[^1].Name;

    private static bool IsLong(DateOnly departed, DateOnly day) => departed.AddMonths(LongFromMonths) <= day;

    private string Direction(FloatingPerson person) =>
        person.Province is null || province is null ? Unknown : person.Province == province ? "inProvince" : "outOfProvince";
}
