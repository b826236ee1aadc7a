using Hongyan.Rules.Points;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Points;

public sealed class PointsTests
{
    private static readonly DateOnly Day = new(2026, 1, 20);

    private static readonly SojournEvent[] Arrived =
    [
        new DepartureReported { On = new(2026, 1, 5), Departs = new(2026, 1, 10) },
        new ReportedIn { On = Day },
    ];

    [Fact]
    public void Nothing_is_counted_where_points_are_off() => Assert.Null(Sheet("national", Arrived));

    [Fact]
    public void Nothing_is_counted_when_nobody_is_away() => Assert.Null(Sheet("banner-d", []));

    [Fact]
    public void An_appeal_under_way_shows_both_figures()
    {
        var sheet = Sheet("banner-d",
        [
            .. Arrived,
            new Deduction { On = Day, Item = "N1", Points = 10, Finding = "99-1", UnderAppeal = true },
            new Deduction { On = Day, Item = "N4", Points = 5, Finding = "99-2" },
        ]);

        Assert.Equal((25m, 35m), (sheet!.Total, sheet.TotalWithoutAppealed));
    }

    [Fact]
    public void Every_line_shows_the_days_of_its_records()
    {
        var sheet = Sheet("banner-d", [.. Arrived, new OrganizedLife { On = Day, Offline = true }, new OrganizedLife { On = Day, Offline = false }]);

        Assert.Equal([Day], sheet!.Records["B3"]);
        Assert.Equal([Day], sheet.Records["B5"]);
        Assert.Equal([new DateOnly(2026, 1, 5)], sheet.Records["B1"]);
    }

    [Theory]
    [InlineData(80, "excellent,qualified,basically-qualified,unqualified")]
    [InlineData(79.99, "qualified,basically-qualified,unqualified")]
    [InlineData(60, "qualified,basically-qualified,unqualified")]
    [InlineData(59.99, "basically-qualified,unqualified")]
    [InlineData(0, "basically-qualified,unqualified")]
    public void A_score_closes_grades_and_sets_none(decimal total, string open) =>
        Assert.Equal(open.Split(','), PointsBook.GradesOpen(Policy.Profile("banner-d"), Day, total));

    [Fact]
    public void A_cap_that_would_leave_one_of_three_grades_does_not_apply() =>
        Assert.Equal(["excellent", "qualified", "unqualified"], PointsBook.GradesOpen(Policy.Profile("district-b"), Day, 10));

    [Fact]
    public void A_grade_that_the_points_close_is_named_with_the_points()
    {
        var profile = Policy.Profile("banner-d");
        SojournEvent[] events = [new DepartureReported { On = new DateOnly(2026, 1, 5), Departs = new DateOnly(2026, 1, 10) }];
        var cap = GradeCap.On(new SojournCase(new MemberFacts(), events, profile, profile, Policy.Calendar), profile, new DateOnly(2026, 1, 20));
        Assert.Equal(["excellent", "qualified"], cap.Closed);
        Assert.Equal(["basically-qualified", "unqualified"], cap.Grades);
        Assert.Equal((20, false), (cap.Total, cap.IsLifted));
    }

    [Fact]
    public void Without_points_every_grade_of_the_profile_is_open() =>
        Assert.Equal(["excellent", "qualified", "basically-qualified", "unqualified"],
            PointsBook.GradesOpen(new SojournCase(new MemberFacts(), [], Policy.Profile("national"), Policy.Profile("national"), Policy.Calendar).AsOf(Day)));

    private static PointsSheet? Sheet(string profile, IReadOnlyList<SojournEvent> events) =>
        PointsBook.On(new SojournCase(new MemberFacts(), events, Policy.Profile(profile), Policy.Profile(profile), Policy.Calendar), Day);
}
