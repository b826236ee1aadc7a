using Hongyan.Data;
using Hongyan.Features.Members;
using Hongyan.Platform;
using Hongyan.Rules.Identity;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using static Hongyan.Tests.Members.RegisterTests;

namespace Hongyan.Tests.Members;

/// <summary>Who comes back is the person he was; one person is not made twice, whoever writes at the same time.</summary>
public sealed class RegisterAgainTests : IAsyncLifetime
{
    private const string Page = "/Members/Register";
    private static readonly (string, string)[] NoNumber = [("Input.IdNumber", ""), ("Input.NoNumber", "遗失")];
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Somebody_who_comes_back_is_taken_in_and_his_history_stays()
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        await RegisterAsync(clerk, ("Input.Phone", "19900000021"));
        var id = (await OnlyAsync()).Id;
        await LeaveAsync();
        var page = await RegisterAsync(clerk, ("Input.Branch", Village.Neighbour), ("Input.How", "moved-in"), ("Input.Since", "2026-05-08"));
        Assert.Equal($"/Members/{id}", clerk.Path);
        Assert.Contains("已登记 测试甲。", page.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        var member = await OnlyAsync();
        Assert.Equal((id, Village.Neighbour, null, "19900000021"), (member.Id, member.HomePath, member.LeftOn, member.Phone));
        var history = page.QuerySelector("[aria-labelledby=membership]")!.TextContent;
        foreach (var one in new[] { "漏登补录", "转入组织关系" }) Assert.Contains(one, history, StringComparison.Ordinal);
        Assert.DoesNotContain("没有身份证号码", history, StringComparison.Ordinal);
        await RegisterAsync(clerk, ("Input.Branch", Village.Neighbour));
        Assert.Equal(Page, clerk.Path); // a member again
    }

    [Fact]
    public async Task A_probation_that_begins_anew_ends_anew()
    {
        using var secretary = await village.SecretaryAsync();
        await RegisterAsync(secretary, ("Input.Status", "probationary"), ("Input.Joined", "2024-03-01"), ("Input.Since", "2024-03-01"),
            ("Input.Extended", "2025-09-01"));
        Assert.Equal(new DateOnly(2025, 9, 1), (await OnlyAsync()).ProbationEnds);
        await LeaveAsync();
        await RegisterAsync(secretary, ("Input.Status", "probationary"), ("Input.Joined", "2026-04-01"),
            ("Input.Since", "2026-04-01"), ("Input.How", "admitted"));
        var member = await OnlyAsync();
        Assert.Equal((null, new DateOnly(2026, 4, 1), new DateOnly(2027, 4, 1)), (member.LeftOn, member.Joined!.Value, member.ProbationEnds!.Value));
    }

    [Fact]
    public async Task While_an_import_runs_nobody_is_registered_and_the_page_says_why()
    {
        using var secretary = await village.SecretaryAsync();
        await using (var db = village.Installation.Db())
        {
            await using var import = await db.Database.BeginTransactionAsync(Stop);
            await db.Database.HoldAsync(AdvisoryLock.Import, Stop);
            var page = await RegisterAsync(secretary, NoNumber);
            Assert.Contains("有名册正在导入", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("测试甲", page.QuerySelector("#Input_Name")!.GetAttribute("value"));
            Assert.Equal(0, await db.Members.CountAsync(Stop));
        }
        await RegisterAsync(secretary, NoNumber);
        Assert.Equal("测试甲", (await OnlyAsync()).Name);
    }

    [Fact]
    public async Task What_ends_soon_is_waited_for_and_the_person_it_made_is_found()
    {
        using var secretary = await village.SecretaryAsync();
        await using var db = village.Installation.Db();
        await using var import = await db.Database.BeginTransactionAsync(Stop);
        await db.Database.HoldAsync(AdvisoryLock.Import, Stop);
        var registering = RegisterAsync(secretary, NoNumber);
        await Task.Delay(TimeSpan.FromMilliseconds(500), Stop);
        db.Members.Add(new Member
        {
            Id = Guid.CreateVersion7(), HomePath = Village.Home, Name = "测试甲", Sex = "female", Born = new(1990, 5, 1), Status = "full", Category = "employee",
        });
        await db.SaveChangesAsync(Stop);
        await import.CommitAsync(Stop);
        Assert.Contains("已经登记", (await registering).QuerySelector("#Input_Name_error")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await OnlyAsync()).IdNumber);
    }

    [Theory]
    [InlineData("05/01/2015")]
    [InlineData("2015年1月1日")]
    [InlineData("0201-01-01")]
    public async Task A_day_is_read_in_one_form(string since)
    {
        using var secretary = await village.SecretaryAsync();
        var page = await RegisterAsync(secretary, ("Input.Since", since));
        Assert.Contains("请写成 2026-03-05", page.QuerySelector("#Input_Since_error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_more_branches_than_a_list_holds_any_is_typed_by_name_or_code()
    {
        await using (var db = village.Installation.Db())
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into organization (path, name, kind)
                select {Village.HomeCommittee} || '.' || n, case when n > 790 then '同名党支部' else '第' || n || '党支部' end, 'branch' from generate_series(200, 800) n
                """, Stop);
        }
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.Contains("请输入支部全称或代码", (await clerk.GetAsync(Page)).QuerySelector("#Input_Branch_hint")!.TextContent, StringComparison.Ordinal);
        foreach (var wrong in new[] { "没有的党支部", "同名党支部", Village.Host, Village.HomeCommittee })
        {
            var page = await RegisterAsync(clerk, ("Input.Branch", wrong));
            Assert.Contains("没有找到这个支部", page.QuerySelector("#Input_Branch_error")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(wrong, page.QuerySelector("#Input_Branch")!.GetAttribute("value"));
        }
        await RegisterAsync(clerk, ("Input.Branch", "第790党支部"));
        Assert.Equal("001.001.790", (await OnlyAsync()).HomePath);
        await RegisterAsync(clerk, ("Input.Branch", "001.001.795"), ("Input.Name", "测试乙"), ("Input.IdNumber", IdNumber.WithCheck("99010119900501004")));
        await using var installation = village.Installation.Db();
        Assert.Equal("001.001.795", await installation.Members.Where(member => member.Name == "测试乙").Select(member => member.HomePath).SingleAsync(Stop));
    }

    [Fact]
    public async Task The_list_of_what_is_wrong_names_every_field_that_is_missing()
    {
        using var secretary = await village.SecretaryAsync();
        var page = await RegisterAsync(secretary, ("Input.Status", ""), ("Input.How", ""), ("Input.Since", ""));
        Assert.Equivalent(new[] { "党员类别：请填写此项。", "如何登记：请填写此项。", "何时起在本支部：请填写此项。" },
            page.QuerySelectorAll(".error-summary li").Select(line => line.TextContent), strict: true);
    }

    private async Task LeaveAsync()
    {
        await using var db = village.Installation.Db();
        await db.Members.ExecuteUpdateAsync(set => set.SetProperty(member => member.LeftOn, new DateOnly(2026, 5, 1)), Stop);
    }

    private async Task<Member> OnlyAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Members.AsNoTracking().SingleAsync(Stop);
    }
}
