using Hongyan.Features.Reports;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Reports;

public sealed class AsOfTests : IAsyncLifetime
{
    private const string Host = "001.002.001";
    private readonly Sampled sampled = new();

    public ValueTask InitializeAsync() => sampled.InitializeAsync();

    public ValueTask DisposeAsync() => sampled.DisposeAsync();

    [Fact]
    public async Task A_sojourn_that_ended_later_still_counts_and_one_that_ended_on_the_day_does_not()
    {
        await sampled.RecordAsync(await sampled.FirstAsync(), new Returned { On = Sampled.Day.AddDays(-2) });

        Assert.Equal(6, (await sampled.ReportAsync(Sampled.Day.AddDays(-3))).Figures.Floating);
        Assert.Equal(5, (await sampled.ReportAsync(Sampled.Day.AddDays(-2))).Figures.Floating);
    }

    [Fact]
    public async Task A_departure_counts_from_its_first_day()
    {
        var first = await sampled.FirstAsync();

        Assert.Equal(1, (await sampled.ReportAsync(first.DepartedOn)).Figures.Floating);
        Assert.Equal(0, (await sampled.ReportAsync(first.DepartedOn.AddDays(-1))).Figures.Floating);
    }

    [Fact]
    public async Task A_member_placed_later_is_unregistered_on_the_earlier_day()
    {
        var sojourn = await sampled.FirstAsync();
        await sampled.RecordAsync(sojourn, new ReportedIn { On = Sampled.Day.AddDays(-5) }, new Placed { On = Sampled.Day.AddDays(-1), Organization = Host });

        Assert.Equal(6, Showing(await sampled.ReportAsync(Sampled.Day.AddDays(-6)), "unregistered-host"));
        Assert.Equal(5, Showing(await sampled.ReportAsync(Sampled.Day), "unregistered-host"));
    }

    [Fact]
    public async Task The_host_counts_an_inflow_and_their_common_superior_counts_the_member_once()
    {
        var sojourn = await sampled.FirstAsync();
        await sampled.RecordAsync(sojourn, new ReportedIn { On = Sampled.Day.AddDays(-5) }, new Placed { On = Sampled.Day.AddDays(-4), Organization = Host });

        var host = await sampled.ReportAsync(Sampled.Day, "001.002");
        var county = await sampled.ReportAsync(Sampled.Day);

        Assert.Equal((1, 0, 1), (host.Figures.Floating, host.Figures.Outflow, host.Figures.Inflow));
        Assert.Equal(0, Showing(host, "overdue-contact"));
        Assert.Equal(1, host.Figures.Breakdowns.Single(one => one.Name == "direction").Groups.Single(group => group.Key == "inProvince").Count);
        Assert.Equal((6, 6, 1, 1), (county.Figures.Floating, county.Figures.Outflow, county.Figures.Inflow, county.Figures.Within));
    }

    [Fact]
    public async Task A_former_host_still_counts_its_inflow_of_that_day()
    {
        var sojourn = await sampled.FirstAsync();
        await sampled.RecordAsync(sojourn, new ReportedIn { On = Sampled.Day.AddDays(-9) }, new Placed { On = Sampled.Day.AddDays(-8), Organization = Host });
        await sampled.RecordAsync(sojourn, new Placed { On = Sampled.Day.AddDays(-2), Organization = "001.003.001" });

        Assert.Equal(1, (await sampled.ReportAsync(Sampled.Day.AddDays(-3), Host)).Figures.Inflow);
        Assert.Equal(0, (await sampled.ReportAsync(Sampled.Day, Host)).Figures.Inflow);
        Assert.Equal(1, (await sampled.ReportAsync(Sampled.Day, "001.003")).Figures.Inflow);
    }

    [Fact]
    public async Task A_contact_of_today_changes_nothing_about_yesterday()
    {
        var before = await sampled.ReportAsync(Sampled.Day.AddDays(-1));
        await sampled.RecordAsync(await sampled.FirstAsync(), new Contact { On = Sampled.Day, By = Side.Home });

        var after = await sampled.ReportAsync(Sampled.Day.AddDays(-1));

        Assert.Equal(before.Problems!.Select(problem => (problem.Kind, problem.People)), after.Problems!.Select(problem => (problem.Kind, problem.People)));
    }

    private static int Showing(SituationReport report, string kind) => report.Problems!.SingleOrDefault(problem => problem.Kind == kind)?.People ?? 0;
}
