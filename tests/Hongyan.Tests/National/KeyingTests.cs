using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.National;

/// <summary>What is to be keyed in to the national system: asked for by a comparison, copied value by value, recorded, and out as a file.</summary>
public sealed class KeyingTests : IAsyncLifetime
{
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task What_a_committee_finds_missing_there_is_keyed_in_by_the_branch_one_after_the_other()
    {
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        await village.AwayAsync("测试邻", Village.Neighbour);
        await IdAsync(one.MemberId);
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var lines = await clerk.CompareAsync(NationalSteps.Csv(NationalSteps.Row("测试生")));
        var asked = await clerk.TickAsync(await clerk.GetAsync(clerk.Path + "?group=only-here"), "key-in");
        await clerk.ConfirmAsync(asked, ("Due", "2026-05-20"));
        using var home = await village.SecretaryAsync();
        var list = await home.GetAsync("/National/Keying");
        Assert.Equal(["测试乙", "测试甲"], NamesOf(list));
        var key = await home.GetAsync($"/National/Key/{one.MemberId}/{one.Id}");
        Assert.Equal(
            ["姓名", "公民身份号码", "性别", "出生日期", "流出地党组织", "流出时间", "流动原因", "流入地", "流入地党组织", "联系电话", "活动证号", "流动状态", "返回时间"],
            key.QuerySelectorAll("#values label").Select(label => label.TextContent));
        Assert.Equal(["测试甲", "…" + GuestSteps.Id[^4..], "女", "1990-05-01", "测试村党支部", "2026-01-05", "外出务工", "上海市", "", "199****0001", "", "流动中", ""],
            ValuesOf(key));
        Assert.All(key.QuerySelectorAll<IHtmlInputElement>("#values input"), field => Assert.True(field.IsReadOnly && !field.HasAttribute("tabindex")));
        key = await home.PostAsync(key, "main form[action*=Open]");
        Assert.Contains(GuestSteps.Id, ValuesOf(key));
        Assert.Contains("19900000001", ValuesOf(key));
        await home.PostAsync(key, "main form:not([action*=Open])", ("Number", "LD-1"));
        Assert.Equal($"/National/Key/{other.MemberId}/{other.Id}", home.Path);
        Assert.Equal("LD-1", (await village.OnlyAsync<RegisteredNationally>(one)).NationalNumber);
        await home.RecordAsync(other, "registered-nationally", "home", ("Values[nationalNumber]", "LD-2")); // on the usual form
        Assert.Empty(NamesOf(await home.GetAsync("/National/Keying")));
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        Assert.Equal(["测试邻"], NamesOf(await neighbour.GetAsync("/National/Keying")));
        await neighbour.GetAsync($"/National/Key/{one.MemberId}/{one.Id}");
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        await using var db = village.Installation.Db();
        Assert.Equal("录入全国党员管理信息系统",
            await db.Audit.Where(entry => entry.Act == "details-opened" && entry.MemberId == one.MemberId).Select(entry => entry.Reason).SingleAsync(Stop));
        Assert.Equal(2, await db.NationalTasks.CountAsync(task => task.DoneOn == Village.Today, Stop));
    }

    [Fact]
    public async Task The_form_sent_twice_writes_once_and_a_number_too_long_is_refused()
    {
        var stay = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var key = await home.GetAsync($"/National/Key/{stay.MemberId}/{stay.Id}?all=true");
        var wrong = await home.PostAsync(key, "main form:not([action*=Open])", ("Number", new string('9', 61)));
        Assert.NotNull(wrong.QuerySelector(".error-summary"));
        await home.PostAsync(key, "main form:not([action*=Open])");
        Assert.Equal("/National/Keying", home.Path);
        await home.PostAsync(key, "main form:not([action*=Open])");
        await village.OnlyAsync<RegisteredNationally>(stay);
    }

    [Fact]
    public async Task All_that_are_not_recorded_go_out_as_a_file_in_the_columns_of_that_system()
    {
        var stay = await village.AwayAsync("测试甲");
        await IdAsync(stay.MemberId);
        await village.AwayAsync("测试乙", happened: new RegisteredNationally { On = new(2026, 2, 1), By = Side.Home });
        using var home = await village.SecretaryAsync();
        Assert.Empty(NamesOf(await home.GetAsync("/National/Keying")));
        var list = await home.GetAsync("/National/Keying?all=true");
        Assert.Equal(["测试甲"], NamesOf(list));
        await home.PostAsync(list, "main form[action*=File]");
        var rows = RosterReader.Read(await home.Answer.Content.ReadAsByteArrayAsync(Stop)).Sheets[0].Rows;
        var (headings, values) = (rows[^2].Cells.Select(cell => cell.Text).ToList(), rows[^1]);
        Assert.Equal(("姓名", "公民身份号码"), (headings[0], headings[1]));
        Assert.Equal(("测试甲", GuestSteps.Id, "外出务工"), (values[0].Text, values[1].Text, values[headings.IndexOf("流动原因")].Text));
        await using var db = village.Installation.Db();
        var noted = await db.Audit.Where(entry => entry.Act == "paper").Select(entry => entry.Details).SingleAsync(Stop);
        Assert.Contains("national-flow", noted!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_duty_leads_to_the_values_of_its_side()
    {
        village.Installation.Clock.MoveTo(new DateOnly(2027, 2, 2));
        var stay = await village.AwayAsync("测试甲", host: Village.Host, departs: new DateOnly(2027, 1, 5),
            happened: [new ReportedIn { On = new(2027, 2, 1) }, new Placed { On = new(2027, 2, 1), Organization = Village.Host }]);
        using var host = await village.SecretaryAsync(Village.Host);
        Assert.Equal(["测试甲"], NamesOf(await host.GetAsync("/National/Keying?side=inflow")));
        Assert.Empty(NamesOf(await host.GetAsync("/National/Keying?side=outflow")));
        var link = (await host.GetAsync("/Worklist")).QuerySelector<IHtmlAnchorElement>($"a[href^='/National/Key/{stay.MemberId}']")!.GetAttribute("href")!;
        var key = await host.GetAsync(link);
        Assert.Equal("报到时间", key.QuerySelectorAll("#values label").ElementAt(5).TextContent);
        await host.PostAsync(key, "main form:not([action*=Open])");
        Assert.Equal(Side.Host, (await village.OnlyAsync<RegisteredNationally>(stay)).By);
        Assert.Empty(NamesOf(await host.GetAsync("/National/Keying?side=inflow")));
    }

    private async Task IdAsync(Guid member)
    {
        await using var db = village.Installation.Db();
        var person = await db.Members.SingleAsync(one => one.Id == member, Stop);
        (person.IdNumber, person.IdTail) = (village.Installation.Instance.Secrets.Encrypt(GuestSteps.Id), GuestSteps.Id[^4..]);
        await db.SaveChangesAsync(Stop);
    }

    private static string[] NamesOf(IHtmlDocument page) => [.. page.QuerySelectorAll("main tbody th").Select(name => name.TextContent.Trim())];

    private static string[] ValuesOf(IHtmlDocument page) => [.. page.QuerySelectorAll<IHtmlInputElement>("#values input").Select(field => field.Value)];
}
