using Hongyan.Rules.Statistics;

namespace Hongyan.Rules.Tests.Statistics;

public sealed class SituationTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Theory]
    [InlineData("1991-11-21", "<35")]
    [InlineData("1991-11-20", "35-44")]
    [InlineData("1981-11-21", "35-44")]
    [InlineData("1981-11-20", "45-54")]
    [InlineData("1971-11-21", "45-54")]
    [InlineData("1971-11-20", "55+")]
    public void An_age_band_begins_on_the_birthday_itself(string born, string band) =>
        Assert.Equal(band, The("age", Person() with { Born = DateOnly.Parse(born) }));

    [Theory]
    [InlineData("2026-02-28", 25)]
    [InlineData("2026-03-01", 26)]
    [InlineData("2024-02-28", 23)]
    [InlineData("2024-02-29", 24)]
    public void Who_was_born_on_29_February_turns_on_1_March_in_other_years(string day, int age) =>
        Assert.Equal(age, (Person() with { Born = new DateOnly(2000, 2, 29) }).AgeOn(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-08-21", "under3Months")]
    [InlineData("2026-08-20", "3MonthsOrMore")]
    [InlineData("2026-08-19", "3MonthsOrMore")]
    public void Three_months_are_full_on_the_same_day_of_the_third_month(string departed, string group) =>
        Assert.Equal(group, The("duration", Person() with { DepartedOn = DateOnly.Parse(departed) }));

    [Theory]
    [InlineData("320000", "inProvince")]
    [InlineData("310000", "outOfProvince")]
    [InlineData(null, "unknown")]
    public void The_direction_compares_the_provinces(string? province, string group) =>
        Assert.Equal(group, The("direction", Person() with { Province = province }));

    [Theory]
    [InlineData("2026-11-20")]
    [InlineData("2024-02-29")]
    [InlineData("2025-02-28")]
    [InlineData("2025-05-31")]
    [InlineData("2026-03-01")]
    public void Groups_change_at_the_borders_and_nowhere_else(string on)
    {
        var day = DateOnly.Parse(on);
        var situation = new Situation(day, 1, "320000", []);
        Assert.Equal(Situation.BirthBorders(day), Changes(day.AddYears(-60), day, born => situation.GroupOf("age", Person() with { Born = born })!));
        Assert.Equal(Situation.DepartureBorders(day),
            Changes(day.AddYears(-1), day, departed => situation.GroupOf("duration", Person() with { DepartedOn = departed })!));
    }

    [Fact]
    public void Those_who_are_alike_count_as_many_as_they_are()
    {
        var one = Person();
        var situation = new Situation(Day, 10, "320000", [one, one with { DepartedOn = one.DepartedOn.AddDays(1) }],
            new Alike(Person() with { Sex = "female", Education = "本科" }, 3));

        Assert.Equal((4, 4, 0), (situation.Floating, situation.Outflow, situation.Inflow));
        Assert.Equal([one.Id], situation.People.Select(person => person.Id));
        Assert.Equal(3, situation.Breakdowns.Single(breakdown => breakdown.Name == "sex").Groups.Single(group => group.Key == "female").Count);
        Assert.Equal(4, situation.Breakdowns.Single(breakdown => breakdown.Name == "duration").Groups.Sum(group => group.Count));
    }

    [Fact]
    public void Who_floats_within_the_organization_is_in_both_flows_and_once_among_the_floating()
    {
        var within = Person() with { IsWithin = true };
        var situation = new Situation(
            Day, 10, "320000", [within, Person(), Person() with { Flow = Flow.Inflow }], new Alike(Person() with { IsWithin = true }, 3),
            new Alike(Person(), 2));

        Assert.Equal((8, 7, 5, 4), (situation.Floating, situation.Outflow, situation.Inflow, situation.Within));
        Assert.Equal(situation.Floating, situation.Outflow + situation.Inflow - situation.Within);
    }

    [Fact]
    public void An_unknown_direction_is_named_only_when_it_occurs()
    {
        Assert.Equal(["inProvince", "outOfProvince"], Keys(Of(Person()), "direction"));
        Assert.Equal(["inProvince", "outOfProvince", "unknown"], Keys(Of(Person() with { Province = null }), "direction"));
        Assert.Equal(["inProvince", "outOfProvince", "unknown"], Keys(new Situation(Day, 1, province: null, [Person()]), "direction"));
    }

    [Fact]
    public void A_level_of_education_has_one_word_however_rosters_write_it()
    {
        var situation = Of(Person() with { Education = "本科" }, Person() with { Education = "大学本科" }, Person() with { Education = "大学" },
            Person() with { Education = "大学专科" }, Person() with { Education = "中专" }, Person() with { Education = "高中" }, Person() with { Education = "私塾" });
        Assert.Equal([("本科", 3), ("大专", 1), ("中专", 1), ("高中", 1), ("私塾", 1)],
            situation.Breakdowns.Single(one => one.Name == "education").Groups.Select(group => (group.Key, group.Count)));
    }

    [Fact]
    public void Education_is_told_in_the_words_of_the_roster_the_most_frequent_first_and_the_unknown_last()
    {
        var situation = Of(Person() with { Education = null }, Person() with { Education = " " }, Person() with { Education = "本科" },
            Person() with { Education = "高中" }, Person() with { Education = "高中" });

        Assert.Equal([new("本科", 1), new("高中", 2), new("unknown", 2)], situation.Breakdowns.Single(one => one.Name == "education").Groups);
    }

    [Fact]
    public void The_share_is_the_outflow_of_all_members()
    {
        var situation = new Situation(Day, 660, "320000", [.. Enumerable.Range(0, 6).Select(_ => Person()), Person() with { Flow = Flow.Inflow }]);

        Assert.Equal((7, 6, 1), (situation.Floating, situation.Outflow, situation.Inflow));
        Assert.Equal(6 / 660d, situation.OutflowShare);
    }

    [Fact]
    public void Without_members_the_share_is_nought() => Assert.Equal(0, new Situation(Day, 0, province: null, []).OutflowShare);

    [Fact]
    public void A_person_named_twice_counts_once_by_the_latest_departure()
    {
        var person = Person() with { DepartedOn = new DateOnly(2025, 1, 1) };

        var situation = Of(person, person with { DepartedOn = new DateOnly(2026, 11, 1) });

        Assert.Equal((1, 1), (situation.Floating, situation.Outflow));
        Assert.Equal([new("under3Months", 1), new("3MonthsOrMore", 0)], situation.Breakdowns.Single(one => one.Name == "duration").Groups);
    }

    [Fact]
    public void Every_breakdown_adds_up_to_the_floating_members()
    {
        var situation = Of(Person(), Person() with { Education = null, Sex = "female" }, Person() with { Province = null, Flow = Flow.Inflow });

        Assert.All(situation.Breakdowns, breakdown => Assert.Equal(situation.Floating, breakdown.Groups.Sum(group => group.Count)));
    }

    private static string The(string breakdown, FloatingPerson person)
    {
        var situation = Of(person);
        var group = situation.GroupOf(breakdown, person);
        Assert.Contains(new GroupCount(group!, 1), situation.Breakdowns.Single(one => one.Name == breakdown).Groups);
        return group!;
    }

    private static IEnumerable<string> Keys(Situation situation, string breakdown) =>
        situation.Breakdowns.Single(one => one.Name == breakdown).Groups.Select(group => group.Key);

    private static Situation Of(params FloatingPerson[] people) => new(Day, 100, "320000", people);

    private static FloatingPerson Person() =>
        new(Guid.CreateVersion7(), Flow.Outflow, "male", new DateOnly(1990, 1, 1), "高中", "320000", new DateOnly(2026, 1, 1));

    private static IEnumerable<DateOnly> Changes(DateOnly from, DateOnly to, Func<DateOnly, string> groupOf)
    {
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (groupOf(day) != groupOf(day.AddDays(-1)))
                yield return day;
        }
    }
}
