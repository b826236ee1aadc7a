using System.Globalization;
using Hongyan.Features.Demo;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>Ten minutes a day: who is owed a contact, and writing down that it happened.</summary>
public sealed class SecretaryJourneys(DemoInstallation installation)
{
    private const string ContactAct = ".duty a[href*='type=contact&'][href*='kind=home-contact']";
    private const string Content = "[name='Values[content]']";
    private const string Topic = "[name='Values[topics]'][value=work]";
    private const string On = "[name='Values[on]']";

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_contact_is_logged_with_five_fields_at_most_and_its_duty_leaves_the_list(bool javaScript)
    {
        await using var visit = await Visit.BeginAsync(await installation.Installation.AddressAsync(), Look.Phone with { JavaScript = javaScript });
        var page = visit.Page;
        await SignInAsync(visit);
        await Expect(page.Locator(".tile").First).ToBeVisibleAsync();
        await page.Locator("main a[href='/Worklist']").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/Worklist$"));

        await page.GotoAsync("/Worklist?by=member");
        var (act, duty) = await FirstContactAsync(page);
        await act.ClickAsync();
        await Expect(page.Locator(Content)).ToBeVisibleAsync(); // counting waits for nothing
        Assert.InRange(await page.Locator("main form > .field").CountAsync(), 1, 5);
        var note = NewNote();
        await page.CheckAsync(Topic);
        await page.FillAsync(Content, note);
        var member = await page.Locator("main .card-body a").First.GetAttributeAsync("href");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("已登记");
        await Expect(page.Locator($"main a[href='{duty}']")).ToHaveCountAsync(0);
        await page.GotoAsync(member!);
        await Expect(page.Locator(".timeline-list li").Filter(new() { HasText = note })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_contact_is_logged_by_keyboard_alone()
    {
        await using var visit = await Visit.BeginAsync(await installation.Installation.AddressAsync(), Look.Desk);
        var page = visit.Page;
        var secretary = installation.Person(DemoInstallation.Home);
        await page.GotoAsync("/Account/SignIn");
        await page.TabToAsync("#UserName");
        await page.Keyboard.TypeAsync(secretary.UserName);
        await page.TabToAsync("#Password");
        await page.Keyboard.TypeAsync(secretary.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".tile").First).ToBeVisibleAsync();
        await page.TabToAsync("main a[href='/Worklist']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Worklist");
        await page.GotoAsync("/Worklist?by=member");

        // past the header, as those do who use the keyboard all day, and straight to the one looked for
        var name = await page.Locator("#list .card").Filter(new() { Has = page.Locator(ContactAct) }).First.Locator(".card-title").InnerTextAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.TabToAsync("#q");
        await page.Keyboard.TypeAsync(name);
        await page.WaitForURLAsync("**/Worklist?*");
        await page.TabToAsync(ContactAct);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Records/New?*");
        await page.TabToAsync(Topic);
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync(Content);
        var note = NewNote();
        await page.Keyboard.TypeAsync(note);
        await page.TabToAsync("main .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Worklist?*");
        Assert.Equal(1, await RecordsWithAsync(note));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_double_tap_on_save_makes_one_record(bool javaScript)
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Home, Look.Phone with { JavaScript = javaScript });
        var page = visit.Page;
        await OpenContactFormAsync(page);
        var note = NewNote();
        await page.FillAsync(On, DemoInstallation.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); // whatever a draft of another journey says
        await page.CheckAsync(Topic);
        await page.FillAsync(Content, note);
        await page.Locator("main .btn-primary").DblClickAsync();
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("已登记");
        Assert.Equal(1, await RecordsWithAsync(note));
    }

    [Fact]
    public async Task A_day_to_come_is_refused_aloud_and_nothing_that_was_typed_is_lost()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Home, Look.Phone);
        var page = visit.Page;
        await OpenContactFormAsync(page);
        var tomorrow = DemoInstallation.Today.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var note = NewNote();
        await page.FillAsync(On, tomorrow);
        await page.Locator("select").First.SelectOptionAsync("visit");
        await page.CheckAsync(Topic);
        await page.FillAsync(Content, note);
        await page.Locator("main .btn-primary").ClickAsync();

        var summary = page.GetByRole(AriaRole.Alert);
        await Expect(summary).ToBeFocusedAsync();
        await Expect(summary.GetByRole(AriaRole.Link, new() { Name = "日期不能晚于今天。" })).ToBeVisibleAsync();
        var day = page.Locator(On);
        await Expect(day).ToHaveValueAsync(tomorrow);
        await Expect(day).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(day).ToHaveAccessibleDescriptionAsync("日期不能晚于今天。");
        await Expect(page.Locator("select").First).ToHaveValueAsync("visit");
        await Expect(page.Locator(Content)).ToHaveValueAsync(note);
        Assert.Equal(0, await RecordsWithAsync(note));
    }

    private Task SignInAsync(Visit visit)
    {
        var secretary = installation.Person(DemoInstallation.Home);
        return visit.SignInAsync(secretary.UserName, secretary.Password);
    }

    /// <summary>From the member's page: what is owed may already have been done by another journey.</summary>
    private static async Task OpenContactFormAsync(IPage page)
    {
        await page.GotoAsync("/Worklist?by=member");
        await page.Locator("#list a[href^='/Members/']").First.ClickAsync();
        await page.WaitForURLAsync("**/Members/**");
        await page.GotoAsync((await page.Locator("a[href*='type=contact&']").First.GetAttributeAsync("href"))!);
    }

    private static async Task<(ILocator Act, string Duty)> FirstContactAsync(IPage page)
    {
        var act = page.Locator(ContactAct).First;
        return (act, (await act.GetAttributeAsync("href"))!);
    }

    private async Task<int> RecordsWithAsync(string note)
    {
        await using var db = installation.Installation.Db();
        var contacts = await db.Records
            .Where(record => record.Type == "contact")
            .Select(record => record.Data)
            .ToListAsync(TestContext.Current.CancellationToken);
        return contacts.Count(data => EventJson.Read(data) is Contact contact && contact.Content == note);
    }

    private static string NewNote() => $"谈工作和学习 {Guid.CreateVersion7():N}";
}
