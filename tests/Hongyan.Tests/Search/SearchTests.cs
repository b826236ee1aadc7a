using System.Net;
using Hongyan.Features.Search;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Search;

public sealed class SearchTests : IAsyncLifetime
{
    private Village village = null!;
    private Data.Sojourn here = null!;
    private Data.Sojourn elsewhere = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        here = await village.AwayAsync("测试文秀", host: Village.Host,
            happened: [new CertificateSealed { On = new DateOnly(2026, 1, 9) },
                new CertificateIssued { On = new DateOnly(2026, 1, 9), Number = "YT00000017" }]);
        elsewhere = await village.AwayAsync("测试文杰", Village.Neighbour,
            happened: [new CertificateSealed { On = new DateOnly(2026, 1, 9) },
                new CertificateIssued { On = new DateOnly(2026, 1, 9), Number = "YT00000018" }]);
        await PhoneAsync(here, "199 0000-7421");
        await PhoneAsync(elsewhere, "19900087421");
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("测试文秀")]
    [InlineData("文秀")]
    [InlineData("YT00000017")]
    [InlineData("yt0000001")]
    [InlineData("7421")]
    [InlineData("00007421")]
    [InlineData(" 0000-7421 ")]
    public async Task Name_number_and_end_of_phone_lead_straight_to_the_one_member(string search)
    {
        foreach (var org in new[] { Village.Home, Village.Host })
        {
            using var browser = await village.SecretaryAsync(org);
            await FindAsync(browser, search);
            Assert.Equal((HttpStatusCode.OK, $"/Members/{here.MemberId}"), (browser.Status, browser.Path));
        }
    }

    [Fact]
    public async Task A_whole_number_is_found_however_it_is_written_and_however_many_end_alike()
    {
        await using (var db = village.Installation.Db())
        {
            for (var number = 0; number <= Finder.Most; number++)
            {
                db.Members.Add(new Data.Member
                {
                    Id = Guid.CreateVersion7(), HomePath = Village.Home, Name = "测试安", Sex = "male", Born = new DateOnly(1990, 1, 1),
                    Status = "full", Category = "farmer",
                    Phone = $"19900{number:00}7421",
                });
            }
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await PhoneAsync(here, "(199) 0099.7421");
        using var browser = await village.SecretaryAsync();
        await FindAsync(browser, "19900997421");
        Assert.Equal($"/Members/{here.MemberId}", browser.Path);
    }

    [Theory]
    [InlineData("文杰")]
    [InlineData("YT00000018")]
    [InlineData("87421")]
    [InlineData("100%")]
    [InlineData("421")]
    [InlineData("_")]
    public async Task Who_belongs_to_others_is_not_found(string search)
    {
        using var browser = await village.SecretaryAsync();
        var page = await FindAsync(browser, search);
        Assert.Equal("没有找到", page.QuerySelector(".empty-title")!.TextContent);
        Assert.DoesNotContain("文杰", page.QuerySelector("main table")?.TextContent ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("015X")]
    [InlineData("015x")]
    [InlineData("1015X")]
    [InlineData("99000019900501015x")]
    public async Task The_end_of_an_id_number_leads_to_its_member_and_to_nobody_outside(string search)
    {
        const string Number = "99000019900501015X";
        await using (var db = village.Installation.Db())
        {
            foreach (var of in new[] { here, elsewhere })
            {
                var member = await db.Members.SingleAsync(m => m.Id == of.MemberId, TestContext.Current.CancellationToken);
                (member.IdTail, member.IdNumber) = ("015X", village.Installation.Instance.Secrets.Encrypt(Number));
            }
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var browser = await village.SecretaryAsync();
        await FindAsync(browser, search);
        Assert.Equal((HttpStatusCode.OK, $"/Members/{here.MemberId}"), (browser.Status, browser.Path));
        await FindAsync(browser, "99000019900501115X");
        Assert.Equal("/Search", browser.Path);
    }

    [Theory]
    [InlineData("苏州")]
    [InlineData("电子厂")]
    [InlineData("昆山社区")]
    public async Task A_place_an_employer_and_a_host_outside_lead_to_who_went_there(string search)
    {
        await using (var db = village.Installation.Db())
        {
            foreach (var of in new[] { here, elsewhere })
            {
                await db.Sojourns.Where(s => s.Id == of.Id).ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(s => s.Destination, "江苏省苏州市").SetProperty(s => s.Employer, "测试电子厂").SetProperty(s => s.HostName, "昆山社区"),
                        TestContext.Current.CancellationToken);
            }
        }
        using var browser = await village.SecretaryAsync();
        await FindAsync(browser, search);
        Assert.Equal($"/Members/{here.MemberId}", browser.Path);
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.Equal(["去向或单位", "去向或单位"], (await FindAsync(clerk, search)).QuerySelectorAll("tbody td:last-child").Select(by => by.TextContent));
    }

    [Fact]
    public async Task Several_are_listed_with_what_they_were_found_by()
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await FindAsync(clerk, "文");
        Assert.Equal("?q=%E6%96%87", clerk.Answer.RequestMessage!.RequestUri!.Query);
        Assert.Equal(["测试文杰", "测试文秀"], page.QuerySelectorAll("tbody th a").Select(name => name.TextContent));
        page = await FindAsync(clerk, "7421");
        Assert.Equal(["手机号", "手机号"], page.QuerySelectorAll("tbody td:last-child").Select(by => by.TextContent));
        page = await FindAsync(clerk, "YT0000");
        Assert.Equal(["活动证号", "活动证号"], page.QuerySelectorAll("tbody td:last-child").Select(by => by.TextContent));
    }

    [Fact]
    public async Task A_number_never_stands_in_an_address_and_is_not_read_from_one()
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        await FindAsync(clerk, "7421");
        Assert.Equal("/Search", clerk.Answer.RequestMessage!.RequestUri!.PathAndQuery);
        var page = await clerk.GetAsync("/Search?q=7421");
        Assert.Null(page.QuerySelector("main table"));
        Assert.Null(page.QuerySelector(".empty-title"));
    }

    [Fact]
    public async Task Only_staff_has_the_box()
    {
        using var member = await village.Installation.SignInAsync(Roles.Member, memberId: here.MemberId);
        Assert.Null((await member.GetAsync("/Mine")).QuerySelector("form.find"));
        await member.GetAsync("/Search?q=文");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
    }

    [Fact]
    public async Task One_statement_finds_them()
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        using var statements = new Statements();
        await clerk.GetAsync("/Search?q=文");
        Assert.Single(statements.Take());
    }

    /// <summary>From the box in the header of any page.</summary>
    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> FindAsync(TestBrowser browser, string search) =>
        await browser.PostAsync(await browser.GetAsync("/Worklist"), "header form.find", ("Q", search));

    private async Task PhoneAsync(Data.Sojourn of, string phone)
    {
        await using var db = village.Installation.Db();
        (await db.Members.SingleAsync(m => m.Id == of.MemberId, TestContext.Current.CancellationToken)).Phone = phone;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
