using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Rules.Tests.Statistics;

public sealed class SituationProblemTests
{
    private static readonly DateOnly Departed = new(2026, 1, 5);
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void A_member_placed_later_is_unregistered_on_the_day()
    {
        var placed = new Placed { On = Day.AddDays(1), Organization = "001.002" };

        Assert.Contains("unregistered-host", Kinds(Day, placed));
        Assert.DoesNotContain("unregistered-host", Kinds(Day.AddDays(1), placed));
    }

    [Fact]
    public void A_refusal_makes_a_member_unregistered_again_and_a_placement_ends_that()
    {
        var arrived = new ReportedIn { On = new(2026, 2, 1) };
        var refused = new Refused { On = new(2026, 2, 1), Code = "other" };
        var placed = new Placed { On = new(2026, 2, 1) };

        Assert.DoesNotContain("unregistered-host", Kinds(Day, arrived));
        Assert.Contains("unregistered-host", Kinds(Day, arrived, refused));
        Assert.DoesNotContain("unregistered-host", Kinds(Day, arrived, refused, placed));
    }

    [Fact]
    public void A_contact_is_overdue_from_the_day_after_the_quarter()
    {
        Assert.DoesNotContain("overdue-contact", Kinds(new DateOnly(2026, 3, 31)));

        var overdue = Problems(new DateOnly(2026, 4, 1)).Single(problem => problem.Kind == "overdue-contact");

        Assert.Equal(new DateOnly(2026, 3, 31), overdue.Since);
        Assert.NotEmpty(overdue.Clauses);
    }

    [Fact]
    public void Home_owes_the_contact_so_an_inflow_shows_none_overdue() =>
        Assert.DoesNotContain(SituationProblem.In(Story(Day), Flow.Inflow, Departed), problem => problem.Kind == "overdue-contact");

    [Fact]
    public void The_three_counts_of_six_months_are_one_problem_since_the_earliest()
    {
        var problem = Problems(Day, new OrganizedLife { On = new(2026, 3, 1) }).Single(one => one.Kind == "six-months");

        Assert.Equal(Departed, problem.Since);
    }

    [Fact]
    public void Every_kind_is_one_that_the_report_knows() => Assert.All(Kinds(Day), kind => Assert.Contains(kind, SituationProblem.Kinds));

    private static IEnumerable<string> Kinds(DateOnly day, params SojournEvent[] more) => Problems(day, more).Select(problem => problem.Kind);

    private static IEnumerable<SituationProblem> Problems(DateOnly day, params SojournEvent[] more) =>
        SituationProblem.In(Story(day, more), Flow.Outflow, Departed);

    private static Story Story(DateOnly day, params SojournEvent[] more)
    {
        var root = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(root, "policy"))) root = Path.GetDirectoryName(root)!;
        var national = new Profile([ProfileLayer.Read(File.ReadAllText(Path.Combine(root, "policy", "profiles", "national.json")))]);
        var departure = new DepartureReported { On = Departed, Departs = Departed };
        return new SojournCase(new MemberFacts(), [departure, .. more], national, national, new WorkCalendar([], [], [])).AsOf(day);
    }
}
