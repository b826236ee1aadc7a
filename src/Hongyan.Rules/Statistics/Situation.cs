namespace Hongyan.Rules.Statistics;

/// <summary>The figures of the situation report as of a day. Source: E-1.1 to E-1.7.</summary>
public sealed class Situation
{
    public const string Unknown = "unknown";
    private const int LongFromMonths = 3;

    private static readonly (string Name, string[] Always, Func<Situation, FloatingPerson, string> KeyOf)[] Ways =
    [
        ("sex", ["male", "female"], (_, person) => person.Sex),
        ("age", ["<35", "35-44", "45-54", "55+"], (situation, person) => AgeBand(person.AgeOn(situation.Day))),
        ("education", [], (_, person) => string.IsNullOrWhiteSpace(person.Education) ? Unknown : person.Education),
        ("direction", ["inProvince", "outOfProvince"], (situation, person) => situation.Direction(person)),
        ("duration", ["under3Months", "3MonthsOrMore"], (situation, person) =>
            person.DepartedOn.AddMonths(LongFromMonths) <= situation.Day ? "3MonthsOrMore" : "under3Months"),
    ];

    private readonly string? province;

    /// <param name="day">The day as of which the figures hold.</param>
    /// <param name="members">All members registered in the organisation on that day.</param>
    /// <param name="province">Code of the organisation's own province; nothing when unknown.</param>
    /// <param name="people">Those away on that day; a person named twice counts once, by the latest departure.</param>
    public Situation(DateOnly day, int members, string? province, IEnumerable<FloatingPerson> people)
    {
        this.province = province;
        Day = day;
        Members = members;
        var all = people.ToList();
        Outflow = all.Where(person => person.Flow == Flow.Outflow).DistinctBy(person => person.Id).Count();
        Inflow = all.Where(person => person.Flow == Flow.Inflow).DistinctBy(person => person.Id).Count();
        People = [.. all.OrderByDescending(person => person.DepartedOn).DistinctBy(person => person.Id)];
        Breakdowns = [.. Ways.Select(way => Breakdown.Of(way.Name, way.Always, People.Select(person => way.KeyOf(this, person))))];
    }

    public DateOnly Day { get; }
    public int Members { get; }

    /// <summary>Distinct people of both flows.</summary>
    public IReadOnlyList<FloatingPerson> People { get; }
    public int Floating => People.Count;
    public int Outflow { get; }
    public int Inflow { get; }

    /// <summary>Outflow of all members, as a fraction; 0 where there are no members.</summary>
    public double OutflowShare => Members == 0 ? 0 : (double)Outflow / Members;

    /// <summary>sex, age, education, direction and duration, in this order.</summary>
    public IReadOnlyList<Breakdown> Breakdowns { get; }

    /// <summary>The group of a person in one of the breakdowns; nothing when there is no such breakdown.</summary>
    public string? GroupOf(string breakdown, FloatingPerson person) =>
        Array.Find(Ways, way => way.Name == breakdown).KeyOf?.Invoke(this, person);

    private static string AgeBand(int age) => age switch { < 35 => "<35", < 45 => "35-44", < 55 => "45-54", _ => "55+" };

    private string Direction(FloatingPerson person) =>
        person.Province is null || province is null ? Unknown : person.Province == province ? "inProvince" : "outOfProvince";
}
