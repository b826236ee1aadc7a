using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Rules.Tests.Statistics;

public sealed class HostSideTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Fact]
    public void Before_any_placement_the_named_host_is_the_host() => Assert.Equal("001.002", HostSide.On([], Day, "001.002"));

    [Fact]
    public void The_last_placement_by_the_day_is_the_host()
    {
        SojournEvent[] events = [Placed("001.002", -10), Placed("001.003", 0), Placed("001.004", 1)];

        Assert.Equal("001.003", HostSide.On(events, Day, "001.004"));
        Assert.Equal("001.002", HostSide.On(events, Day.AddDays(-1), "001.004"));
    }

    [Fact]
    public void Before_the_first_placement_he_was_on_his_way_there() => Assert.Equal("001.004", HostSide.On([Placed("001.004", 1)], Day, "001.004"));

    [Fact]
    public void Who_was_refused_has_no_host_until_he_is_placed()
    {
        SojournEvent[] refused = [new ReportedIn { On = Day }, new Refused { On = Day, Code = "other" }];

        Assert.Null(HostSide.On(refused, Day, "001.002"));
        Assert.Equal("001.003", HostSide.On([.. refused, Placed("001.003", 0)], Day, "001.003"));
    }

    private static Placed Placed(string organization, int days) => new() { On = Day.AddDays(days), Organization = organization };
}
