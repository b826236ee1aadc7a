using Hongyan.Platform;
using Hongyan.Tests;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>A village with one member who is about to leave, and the people who care for him, each with the device they work on.</summary>
internal sealed class WholeLife : IAsyncDisposable
{
    public const string Name = "测试甲";
    public const string MemberName = "member-jia";
    public const string WithoutAccount = "（没有账号，由书记代为登记）";
    public static readonly Look NoScript = Look.Desk with { JavaScript = false };
    public static readonly Look PhoneNoScript = Look.Phone with { JavaScript = false };
    private const string Save = "main form[method=post] .btn-primary";

    private readonly Village village;
    private readonly Dictionary<string, string> accounts = [];

    private WholeLife(Village village, Guid member)
    {
        this.village = village;
        Member = member;
    }

    public Guid Member { get; }

    /// <summary>The member's page as staff see it.</summary>
    public string Page => $"/Members/{Member}";

    public static async Task<WholeLife> NewAsync()
    {
        var made = await Village.NewAsync();
        await using var db = made.Installation.Db();
        var member = new Data.Member
        {
            Id = Guid.CreateVersion7(), HomePath = Village.Home, Name = Name, Sex = "male", Born = new DateOnly(1988, 3, 2), IdTail = "0024",
            Status = "full", Category = "employee", Phone = "19900000021",
        };
        db.Members.Add(member);
        foreach (var (name, path) in new[] { ("张联系", Village.Home), ("李热心", Village.Host) })
        {
            db.Members.Add(new Data.Member
            {
                Id = Guid.CreateVersion7(), HomePath = path, Name = name, Sex = "female", Born = new DateOnly(1975, 3, 2),
                Status = "full", Category = "employee",
            });
        }
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new WholeLife(made, member.Id);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    public Task DepartmentAsync(Func<IPage, Task> acts) => AsAsync(Roles.Department, Village.County, Look.Desk, acts);

    public Task HomeAsync(Func<IPage, Task> acts, Look? look = null) => AsAsync(Roles.Secretary, Village.Home, look ?? Look.Desk, acts);

    public Task HomeCommitteeAsync(Func<IPage, Task> acts) => AsAsync(Roles.Clerk, Village.HomeCommittee, NoScript, acts);

    public Task HostAsync(Func<IPage, Task> acts, Look? look = null) => AsAsync(Roles.Secretary, Village.Host, look ?? Look.Phone, acts);

    public Task HostCommitteeAsync(Func<IPage, Task> acts) => AsAsync(Roles.Clerk, Village.HostCommittee, NoScript, acts);

    public Task MemberAsync(Func<IPage, Task> acts, Look? look = null) => InAsync(MemberName, look ?? Look.Phone, acts);

    /// <summary>Somebody who is nobody here.</summary>
    public Task AnybodyAsync(Func<IPage, Task> acts, Look look) => InAsync(userName: null, look, acts);

    public void ItIs(DateOnly day) => village.Installation.Clock.MoveTo(day);

    /// <summary>Saves the form of the page, and is told that it is saved.</summary>
    public static async Task SaveAsync(IPage page, string? says = null)
    {
        await page.Locator(Save).ClickAsync();
        await Expect(page.Locator("main .alert-success")).ToContainTextAsync(says ?? "已登记");
    }

    /// <summary>Takes up a duty where the worklist leads, types, saves, and sees that the list is rid of it.</summary>
    public static async Task FulfilAsync(IPage page, string kind, params (string Field, string Value)[] typed)
    {
        var act = page.Locator($".duty a[href*='kind={kind}']");
        await page.GotoAsync("/Worklist?by=member");
        await act.First.ClickAsync();
        foreach (var (field, value) in typed)
        {
            var control = page.Locator($"[name='Values[{field}]']");
            if (await control.EvaluateAsync<string>("control => control.tagName") == "SELECT")
                await control.SelectOptionAsync(new SelectOptionValue { Label = value });
            else
                await control.FillAsync(value);
        }
        await SaveAsync(page);
        await page.GotoAsync("/Worklist?by=member");
        await Expect(act).ToHaveCountAsync(0);
    }

    /// <summary>The state of the stay, as the reader's page of the member says it.</summary>
    public async Task StateIsAsync(IPage page, string state)
    {
        await page.GotoAsync(Page);
        await Expect(page.Locator("h2[id^=stay-] .state").First).ToHaveTextAsync(state);
    }

    public static ILocator Timeline(IPage page, string says) => page.Locator(".timeline-list li").Filter(new() { HasText = says });

    private async Task AsAsync(string role, string org, Look look, Func<IPage, Task> acts)
    {
        if (!accounts.TryGetValue(role + org, out var name))
            accounts[role + org] = name = await village.Installation.AddAccountAsync(role, org);
        await InAsync(name, look, acts);
    }

    private async Task InAsync(string? userName, Look look, Func<IPage, Task> acts)
    {
        await using var visit = await Visit.BeginAsync(await village.Installation.AddressAsync(), look);
        if (userName is not null)
            await visit.SignInAsync(userName, TestInstallation.Password);
        await acts(visit.Page);
    }
}
