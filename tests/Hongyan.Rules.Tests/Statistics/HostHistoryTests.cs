using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Rules.Tests.Statistics;

public sealed class HostHistoryTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Fact]
    public void A_host_that_was_only_named_is_no_host_and_is_where_he_is_headed()
    {
        Assert.Empty(HostHistory.Of([], "001.002"));
        Assert.Equal("001.002", HostHistory.Of([], "001.002").HeadedFor(Day, "001.002"));
    }

    [Fact]
    public void The_last_placement_by_the_day_is_the_host()
    {
        var hosts = HostHistory.Of([Placed("001.002", -10), Placed("001.003", 0), Placed("001.004", 1)], "001.004");

        Assert.Equal("001.003", hosts.On(Day)!.Organization);
        Assert.Equal("001.002", hosts.On(Day.AddDays(-1))!.Organization);
        Assert.Null(hosts.On(Day.AddDays(-11)));
        Assert.Equal("001.002", hosts.HeadedFor(Day.AddDays(-11), "001.004"));
    }

    [Fact]
    public void A_report_in_at_a_committee_and_the_branch_it_names_are_hosts_before_any_placement()
    {
        var hosts = HostHistory.Of(
            [new ReportedIn { On = Day, Organization = "001.002" }, new BranchNamed { On = Day.AddDays(2), Organization = "001.002.003" }], named: null);

        Assert.Equal("001.002", hosts.On(Day.AddDays(1))!.Organization);
        Assert.Equal("001.002.003", hosts.On(Day.AddDays(2))!.Organization);
    }

    [Fact]
    public void A_report_in_that_names_no_organization_holds_for_the_host_named_at_departure() =>
        Assert.Equal("001.002", HostHistory.Of([new ReportedIn { On = Day }], "001.002").On(Day)!.Organization);

    [Fact]
    public void Who_was_refused_has_no_host_until_he_is_placed_even_on_the_same_day()
    {
        SojournEvent[] refused = [new ReportedIn { On = Day, Organization = "001.002" }, new Refused { On = Day, Code = "other" }];

        Assert.Equal(new HostSince(Day, Organization: null, IsReceived: false), HostHistory.Of(refused, "001.002").On(Day));
        Assert.Null(HostHistory.Of(refused, "001.002").HeadedFor(Day, "001.002"));
        Assert.Equal("001.003", HostHistory.Of([.. refused, Placed("001.003", 0)], "001.002").On(Day)!.Organization);
    }

    [Fact]
    public void What_changes_nothing_makes_no_new_entry() =>
        Assert.Equal(Day.AddDays(-3), Assert.Single(HostHistory.Of([Placed("001.002", -3), Placed("001.002", 0)], named: null)).From);

    private static Placed Placed(string organization, int days) => new() { On = Day.AddDays(days), Organization = organization };
}
