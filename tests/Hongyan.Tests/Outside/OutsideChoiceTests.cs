using AngleSharp.Html.Dom;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Outside;

/// <summary>An organisation outside as a field of another form: the other side of an agreement.</summary>
public sealed class OutsideChoiceTests : IAsyncLifetime
{
    private const string Form = "form[action*='Outside']";
    private const string New = "/Cases/agreement/New";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_equal_entry_is_taken_however_it_is_written()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var page = await clerk.PostAsync(await clerk.GetAsync(New), Form, ("Chosen.Words", "中共四川省稻香乡委员会"));
        Assert.Equal("?entry=" + known, clerk.Answer.RequestMessage!.RequestUri!.Query);
        Assert.Contains("稻香乡党委", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("系统外", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_similar_entry_is_chosen_or_a_new_one_made()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var page = await clerk.PostAsync(await clerk.GetAsync(New), Form, ("Chosen.Words", "稻香乡党委驻沪工作站"));
        Assert.Contains("请从下面选择", page.QuerySelector("#Chosen_Words_error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([known.ToString(), "new"], page.QuerySelectorAll("input[name='Chosen.Chosen']").Select(radio => radio.GetAttribute("value")));
        await clerk.PostAsync(page, Form, ("Chosen.Chosen", known.ToString()));
        Assert.Equal("?entry=" + known, clerk.Answer.RequestMessage!.RequestUri!.Query);

        page = await clerk.PostAsync(await clerk.GetAsync(New), Form, ("Chosen.Words", "稻香乡党委驻沪工作站"), ("Chosen.Chosen", "new"));
        foreach (var field in new[] { "Place", "Phone" })
            Assert.NotNull(page.GetElementById($"Chosen_{field}_error"));
        Assert.Single(await village.Installation.AllAsync());
        await clerk.PostAsync(page, Form, ("Chosen.Place", "四川省"), ("Chosen.NoPhone", "true"), ("Chosen.Level", "committee"), ("Chosen.Chosen", "new"));
        var made = (await village.Installation.AllAsync()).Single(one => one.Id != known);
        Assert.Equal("?entry=" + made.Id, clerk.Answer.RequestMessage!.RequestUri!.Query);
        Assert.Equal(("稻香乡党委驻沪工作站", "510000", "committee"), (made.Name, made.RegionCode, made.Level));
    }

    [Fact]
    public async Task Of_two_that_are_equal_one_is_chosen_and_what_works_here_is_not_outside()
    {
        await village.Installation.KeepAsync("农垦党委", "510100");
        await village.Installation.KeepAsync("农垦党委", "510700");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var page = await clerk.PostAsync(await clerk.GetAsync(New), Form, ("Chosen.Words", "农垦党委"));
        Assert.Equal(2, page.QuerySelectorAll("input[name='Chosen.Chosen']").Length);
        page = await clerk.PostAsync(page, Form, ("Chosen.Words", "测试街道党工委"), ("Chosen.Chosen", "new"));
        Assert.Contains("就在本系统内", page.QuerySelector("#Chosen_Words_error")!.TextContent, StringComparison.Ordinal);
        page = await clerk.PostAsync(page, Form, ("Chosen.Words", ""), ("Chosen.Chosen", ""));
        Assert.NotNull(page.GetElementById("Chosen_Words_error"));
        page = await clerk.PostAsync(page, Form, ("Chosen.Words", "农垦党委"), ("Chosen.Chosen", Guid.NewGuid().ToString()));
        Assert.Contains("已不在名录中", page.QuerySelector("#Chosen_Words_error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_somebody_types_the_part_alone_is_answered_under_the_names_of_his_form()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        using var secretary = await village.SecretaryAsync();
        var part = await secretary.GetAsync("/Outside/Find?prefix=Home&Home.Words=" + Uri.EscapeDataString("稻香乡委员会"));
        Assert.Null(part.QuerySelector("nav, header, h1"));
        var radio = Assert.IsAssignableFrom<IHtmlInputElement>(Assert.Single(part.QuerySelectorAll("input[name='Home.Chosen']")));
        Assert.Equal((known.ToString(), true), (radio.Value, radio.IsChecked));
        part = await secretary.GetAsync("/Outside/Find?prefix=Home&Home.Words=" + Uri.EscapeDataString("四川省绵阳市望乡镇第一党支部"));
        Assert.Equal("new", part.QuerySelector("input[name='Home.Chosen']")!.GetAttribute("value"));
        Assert.Equal("四川省绵阳市", ((IHtmlInputElement)part.GetElementById("Home_Place")!).Value);
        Assert.Equal("branch", ((IHtmlSelectElement)part.GetElementById("Home_Level")!).Value);
        Assert.Null((await secretary.GetAsync("/Outside/Find?prefix=Home")).QuerySelector("input"));
        using var contact = await village.Installation.SignInAsync(Roles.Contact, Village.Home);
        await contact.GetAsync("/Outside/Find?prefix=Home");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, contact.Status);
    }

    [Fact]
    public async Task The_party_of_the_case_is_the_entry_and_its_page_tells_of_the_case()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        await clerk.PostAsync(await clerk.GetAsync($"{New}?entry={known}"), "main form", Agreements.Two.Text());
        await using (var db = village.Installation.Db())
        {
            var party = await db.CaseParties.SingleAsync(one => one.OrgId == null, TestContext.Current.CancellationToken);
            Assert.Equal((known, "稻香乡党委"), (party.OutsideId, party.Name));
        }
        var page = await clerk.GetAsync("/Outside/" + known);
        Assert.Equal("1", page.QuerySelector("#rests ~ .card dd")!.TextContent);
        Assert.NotNull(page.QuerySelector("#rests ~ .card a[href^='/Cases/agreement/']"));
    }
}
