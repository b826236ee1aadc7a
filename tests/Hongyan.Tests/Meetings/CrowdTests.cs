using System.Diagnostics;
using System.Net;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Meetings;

public sealed class CrowdTests : IAsyncLifetime
{
    private const int AtHome = 460, PlacedHere = 40;
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_list_of_five_hundred_is_shown_told_and_ticked_in_few_statements()
    {
        await CrowdAsync();
        using var host = await village.SecretaryAsync(Village.Host);
        using var statements = new Statements();
        var form = await host.GetAsync("/Meetings/New");
        Assert.Equal(AtHome + PlacedHere, form.QuerySelectorAll("input[name=Members]:checked").Length);
        Assert.InRange(statements.Take().Count, 1, 6);
        var page = await host.PostAsync(form, "main form[method=post]",
            ("Kind", "party-day"), ("Heading", "五月主题党日"), ("OnDate", $"{Village.Today:yyyy-MM-dd}"), ("Tell", "true"));
        Assert.Equal(HttpStatusCode.OK, host.Status);
        Assert.Equal(AtHome + PlacedHere, page.QuerySelectorAll("tbody tr").Length);
        Assert.InRange(statements.Take().Count, 1, 40); // plan, tell and show; inserts go in batches
        var watch = Stopwatch.StartNew();
        page = await host.PostAsync(page, "form[action*=Attend]", ("Rest", "onsite"));
        Assert.Contains("500", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.InRange(statements.Take().Count, 1, 40);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        await using var db = village.Installation.Db();
        Assert.Equal(PlacedHere, await db.Records.CountAsync(r => r.Type == "organized-life", TestContext.Current.CancellationToken));
        Assert.Equal(AtHome + PlacedHere, await db.Attendances.CountAsync(a => a.State == "attended", TestContext.Current.CancellationToken));
    }

    private async Task CrowdAsync()
    {
        await using (var db = village.Installation.Db())
        {
            db.Members.AddRange(Enumerable.Range(0, AtHome).Select(number => new Member
            {
                Id = Guid.CreateVersion7(),
                HomePath = Village.Host,
                Name = $"测试{number:000}",
                Sex = "male",
                Born = new DateOnly(1980, 1, 1),
                Status = "full",
                Category = "employee",
            }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        for (var number = 0; number < PlacedHere; number++)
            await village.AwayAsync($"流入{number:00}", host: Village.Host,
                happened: [new ReportedIn { On = new DateOnly(2026, 1, 20) }, new Placed { On = new DateOnly(2026, 1, 25), Organization = Village.Host }]);
    }
}
