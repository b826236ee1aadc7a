using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Records;

/// <summary>A review offers the grades that the points leave open, and says why the others are not.</summary>
public sealed class GradeTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Few_points_close_the_upper_grades_on_the_form_and_when_it_is_sent()
    {
        await FollowAsync("banner-d");
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Seals.Form(sojourn, "reviewed"));
        Assert.Equal(["", "basically-qualified", "unqualified"],
            form.QuerySelectorAll("[name='Values[grade]'] option").Select(option => option.GetAttribute("value")));
        Assert.Contains("不能评为：优秀、合格", form.QuerySelector("#Values_grade__hint")!.TextContent, StringComparison.Ordinal);
        var page = await browser.PostAsync(form, "main form", ("Values[grade]", "excellent"));
        Assert.Contains("不能评为", page.QuerySelector("#Values_grade__error")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(sojourn, "reviewed"));
    }

    [Fact]
    public async Task Without_points_every_grade_is_on_offer()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Seals.Form(sojourn, "reviewed"));
        Assert.Equal(["", "excellent", "qualified", "basically-qualified", "unqualified"],
            form.QuerySelectorAll("[name='Values[grade]'] option").Select(option => option.GetAttribute("value")));
        Assert.Null(form.QuerySelector("#Values_grade__hint"));
    }

    private async Task FollowAsync(string profile)
    {
        await using var db = village.Installation.Db();
        await db.Organizations
            .Where(o => o.Path == Village.Home)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Profile, profile), TestContext.Current.CancellationToken);
    }
}
