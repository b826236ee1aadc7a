using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Features.Lists;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Lists;

/// <summary>Whatever a list offers to do with several at once can be done: from the tick to the record.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private Village village = null!;

    public static TheoryData<string, string> Actions { get; } = All();

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Every_batch_action_of_every_list_is_saved_for_those_who_are_ticked(string name, string action)
    {
        await village.GiveAsync();
        foreach (var person in new[] { "测试甲", "测试乙" })
        {
            await village.AwayAsync(person, host: name is "arrivals" ? Village.HostCommittee : Village.Host, happened:
                name is "letters" ? [new Feedback { On = Village.Today, From = Side.Home, Topic = "general", Text = "测试" }]
                : [new ReportedIn { On = new(2026, 2, 1), Organization = name is "arrivals" ? Village.HostCommittee : Village.Host }]);
        }
        var list = Catalogue.All.Single(one => one.Name == name);
        var bulk = list.Bulk.Single(one => one.Name == action);
        var isOfHost = name is "inflow" or "arrivals" or "letters";
        using var browser = Access.Allows(bulk.Policy, Roles.Secretary)
            ? await village.SecretaryAsync(isOfHost ? Village.Host : Village.Home)
            : await village.ClerkAsync(isOfHost ? Village.HostCommittee : Village.HomeCommittee);
        var page = await browser.GetAsync(list.Address);
        var form = (IHtmlFormElement)page.QuerySelector("form[data-choose]")!;
        var ticks = form.QuerySelectorAll($"tbody input[name={bulk.Field}]").OfType<IHtmlInputElement>().ToList();
        Assert.Equal(2, ticks.Count);
        var query = ticks.Select(tick => $"{tick.Name}={Uri.EscapeDataString(tick.Value)}").Append("back=" + Uri.EscapeDataString(list.Address));
        page = await browser.GetAsync($"{bulk.Address}?{string.Join('&', query)}"); // as a form sent by get: what its address said beside is lost
        Assert.Null(page.QuerySelector(".error-summary, .alert-warning"));
        for (var steps = 0; browser.Path == bulk.Address || browser.Path == "/Batch/" + action; steps++)
        {
            Assert.InRange(steps, 0, 2);
            var ready = page.QuerySelector("main form [name=Checked]") is IHtmlInputElement ? null : page.QuerySelector("main form button[name=Checked]");
            (string, string)[] values = name == "arrivals"
                ? [("Organization", Village.Host), ("Basis", "employer")]
                : ready is null ? [] : [("Checked", ready.GetAttribute("value")!)];
            page = await browser.PostAsync(page, "main form[method=post]", values);
            Assert.Null(page.QuerySelector(".error-summary"));
        }
        Assert.NotNull(page.QuerySelector(".alert-success"));
    }

    private static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var list in Catalogue.All)
        {
            foreach (var bulk in list.Bulk)
                data.Add(list.Name, bulk.Name);
        }
        return data;
    }
}
