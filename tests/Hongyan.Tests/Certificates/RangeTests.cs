using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Certificates;

public sealed class RangeTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_department_gives_a_range_once_and_sees_how_many_are_left()
    {
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var form = await department.GetAsync("/Certificates/Ranges");
        await GiveAsync(department, form, Village.HomeCommittee, "32", "0001", "0100");
        var page = await GiveAsync(department, form, Village.HomeCommittee, "32", "0001", "0100");
        var row = Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Contains("320001 – 320100", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("100，共 100", row.TextContent, StringComparison.Ordinal);
        using var clerk = await village.ClerkAsync();
        await clerk.SealAsync(await village.AwayAsync("测试甲"));
        Assert.Contains("99，共 100", (await department.GetAsync("/Certificates/Ranges")).QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("32", "0100", "0200")]
    [InlineData("32", "0050", "0060")]
    [InlineData("3", "20001", "20001")] // the same numbers, cut elsewhere
    [InlineData("320", "001", "003")]
    public async Task What_overlaps_is_refused_and_named(string prefix, string first, string last)
    {
        await village.GiveAsync(first: 1, last: 100);
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var page = await GiveAsync(department, await department.GetAsync("/Certificates/Ranges"), Village.HostCommittee, prefix, first, last);
        Assert.Contains("320001 至 320100（测试镇党委）重叠", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(first, ((IHtmlInputElement)page.QuerySelector("#First")!).Value);
        Assert.Single(page.QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [InlineData("001", "32", "0001", "0010", "请选择一个党委")] // another county is out of reach
    [InlineData("001.001", "32", "0010", "0001", "不能小于")]
    [InlineData("001.001", "32", "001", "0010", "位数应当相同")]
    [InlineData("001.001", "3 2", "0001", "0010", "不正确")]
    [InlineData("001.001", "32", "一", "0010", "不正确")]
    public async Task What_is_wrong_is_said_at_its_field(string committee, string prefix, string first, string last, string said)
    {
        using var department = await village.Installation.SignInAsync(Roles.Department, committee == "001" ? Village.HostCommittee : Village.County);
        var page = await GiveAsync(department, await department.GetAsync("/Certificates/Ranges"), committee, prefix, first, last);
        Assert.Contains(said, page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_to_it_or_of_another_length_is_no_overlap()
    {
        await village.GiveAsync(first: 1, last: 100);
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        await GiveAsync(department, await department.GetAsync("/Certificates/Ranges"), Village.HostCommittee, "32", "0101", "0200");
        var page = await GiveAsync(department, await department.GetAsync("/Certificates/Ranges"), Village.HostCommittee, "32", "00001", "00100");
        Assert.Equal(3, page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Two_departments_that_give_the_same_numbers_at_once_give_them_once()
    {
        await using var alone = await Village.NewAsync();
        await using (var slow = alone.Installation.Instance.DataSource.CreateCommand("""
            create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
            create trigger linger before insert on certificate_range for each row execute function linger()
            """))
            await slow.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var one = await alone.Installation.SignInAsync(Roles.Department, Village.County);
        using var other = await alone.Installation.SignInAsync(Roles.Department, Village.County);
        var (form, second) = (await one.GetAsync("/Certificates/Ranges"), await other.GetAsync("/Certificates/Ranges"));

        var pages = await Task.WhenAll(GiveAsync(one, form, Village.HomeCommittee, "32", "0001", "0100"),
            GiveAsync(other, second, Village.HostCommittee, "32", "0050", "0060"));

        Assert.Single(pages, page => page.QuerySelector(".invalid-feedback")?.TextContent.Contains("重叠", StringComparison.Ordinal) == true);
        await using var db = alone.Installation.Db();
        Assert.Equal(1, await db.CertificateRanges.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_the_department_gives_numbers()
    {
        using var clerk = await village.ClerkAsync();
        await clerk.GetAsync("/Certificates/Ranges");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }

    private static Task<IHtmlDocument> GiveAsync(TestBrowser browser, IHtmlDocument form, string committee, string prefix, string first, string last) =>
        browser.PostAsync(form, "main form", ("Committee", committee), ("Prefix", prefix), ("First", first), ("Last", last));
}
