using System.Text.RegularExpressions;
using Hongyan.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>What is typed is not lost: by the script before it is sent, and without the script when it is sent too late.</summary>
public sealed class DraftJourneys(DemoInstallation installation)
{
    private const string Note = "[name='Values[note]']";

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_session_ends_while_somebody_types_and_the_text_is_there_after_signing_in(bool javaScript)
    {
        await using var visit = await Visit.BeginAsync(await installation.Installation.AddressAsync(), Look.Phone with { JavaScript = javaScript });
        var (page, text) = (visit.Page, NewText());
        var secretary = await AddSecretaryAsync();
        await visit.SignInAsync(secretary, TestInstallation.Password);
        await OpenFormAsync(page);
        await page.CheckAsync("[name='Values[topics]'][value=work]");
        await page.FillAsync("[name='Values[content]']", "谈了工作");
        await page.FillAsync(Note, text);
        await EndSessionAsync(secretary);
        await page.Locator("main .btn-primary").ClickAsync();
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("已为您保留");

        await page.FillAsync("#UserName", secretary);
        await page.FillAsync("#Password", TestInstallation.Password);
        await page.PressAsync("#Password", "Enter");
        await Expect(page.Locator(Note)).ToHaveValueAsync(text);
        await Expect(page.Locator(".draft-note")).ToContainTextAsync("已恢复");
        await page.Locator("main .btn-primary").ClickAsync();
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("已登记");
    }

    [Fact]
    public async Task A_window_that_is_closed_keeps_its_text_and_two_windows_keep_both()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Clerk, Look.Desk);
        var (page, text) = (visit.Page, NewText());
        await page.GotoAsync("/Stations/Edit");
        await page.FillAsync("#Name", text);
        await Expect(page.Locator(".draft-state")).ToContainTextAsync("已暂存"); // five seconds after the last key
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/Stations/Edit");
        await Expect(other.Locator("#Name")).ToHaveValueAsync(text);
        await other.FillAsync("#Name", text + "，第二个窗口");
        await other.GotoAsync("/"); // it is left before five seconds are over
        await page.FillAsync("#Name", text + "，第一个窗口");
        await Expect(page.Locator(".draft-state")).ToBeVisibleAsync();
        await page.WaitForResponseAsync(answer => answer.Url.Contains("/Drafts", StringComparison.Ordinal));

        await page.GotoAsync("/Stations/Edit");
        await Expect(page.Locator("#Name")).ToHaveValueAsync(text + "，第一个窗口");
        await page.Locator(".draft-note a", new() { HasText = "恢复" }).First.ClickAsync();
        await Expect(page.Locator("#Name")).ToHaveValueAsync(text + "，第二个窗口");
    }

    [Fact]
    public async Task A_text_is_counted_and_never_cut()
    {
        await using var visit = await Visit.BeginAsync(await installation.Installation.AddressAsync(), Look.Phone);
        await visit.SignInAsync(await AddSecretaryAsync(), TestInstallation.Password);
        var page = visit.Page;
        await OpenFormAsync(page);
        await page.CheckAsync("[name='Values[topics]'][value=work]");
        await page.FillAsync("[name='Values[content]']", "谈了工作");
        await page.FillAsync(Note, new string('长', 503));
        await Expect(page.Locator("#Values_note__count")).ToHaveTextAsync("超出 3 字，请删减");
        await page.Locator("main .btn-primary").ClickAsync();
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("超出 3 字");
        await Expect(page.Locator(Note)).ToHaveValueAsync(new string('长', 503));
    }

    /// <summary>A further secretary of the home branch: whoever visits as the first keeps his session and finds no draft of this one.</summary>
    private async Task<string> AddSecretaryAsync()
    {
        await using var db = installation.Installation.Db();
        var first = installation.Person(DemoInstallation.Home).UserName;
        var appointment = await db.Appointments.Where(one => db.Accounts.Any(account => account.Id == one.AccountId && account.UserName == first))
            .FirstAsync(TestContext.Current.CancellationToken);
        return await installation.Installation.AddAccountAsync(appointment.Role, appointment.OrgPath);
    }

    private static async Task OpenFormAsync(IPage page)
    {
        await page.GotoAsync("/Worklist?by=member");
        await page.Locator("#list a[href^='/Members/']").Last.ClickAsync(); // other tests look at the first, and mind a record made meanwhile
        await page.WaitForURLAsync(new Regex("/Members/"));
        await page.GotoAsync((await page.Locator("a[href*='type=contact&']").First.GetAttributeAsync("href"))!);
    }

    private async Task EndSessionAsync(string userName)
    {
        await using var db = installation.Installation.Db();
        var ended = await db.AccountSessions.Where(session => db.Accounts.Any(account => account.Id == session.AccountId && account.UserName == userName))
            .ExecuteUpdateAsync(session => session.SetProperty(one => one.EndedAt, installation.Installation.Clock.GetUtcNow()),
                TestContext.Current.CancellationToken);
        Assert.Equal(1, ended);
    }

    private static string NewText() => $"谈了近况 {Guid.CreateVersion7():N}";
}
