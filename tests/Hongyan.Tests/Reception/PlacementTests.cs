using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reception;

/// <summary>The committee names, the branch answers, and a member moves on.</summary>
public sealed class PlacementTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_committee_names_a_branch_for_several_in_the_order_of_the_clause()
    {
        var one = await village.HolderAsync();
        var other = await village.HolderAsync("测试乙", number: "GY-2026-0002");
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveAsync();
        await clerk.ReceiveAsync("测试乙", "GY-2026-0002");
        await using (var db = village.Installation.Db())
            await db.Sojourns.ExecuteUpdateAsync(set => set.SetProperty(sojourn => sojourn.Employer, "测试机械厂"), TestContext.Current.CancellationToken);
        var page = await clerk.GetAsync($"/Reception/Place?stay={Stay(one)}&stay={Stay(other)}");
        Assert.Equal(2, page.QuerySelectorAll("input[name=Records]").Length);
        Assert.Empty(page.QuerySelectorAll("input[name=Basis][checked], input[name=RuledOut][checked]"));

        var skipped = await clerk.PostAsync(page, "main form[method=post]", ("Basis", "community"), ("Organization", Village.Host), ("Note", "住在本社区"));
        Assert.Contains("中央意见三(二)", skipped.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("住在本社区", ((IHtmlTextAreaElement)skipped.QuerySelector("textarea")!).Value.Trim());
        Assert.Empty(await village.RecordsAsync(one, "branch-named"));

        await clerk.PostAsync(skipped, "main form[method=post]", ("RuledOut", "employer"));
        Assert.Equal("/Reception", clerk.Path);
        foreach (var sojourn in new[] { one, other })
        {
            Assert.Contains("\"ruledOut\": [\"employer\"]", (await village.RecordsAsync(sojourn, "branch-named")).Single().Data, StringComparison.Ordinal);
            var duty = await village.DutyAsync(sojourn, "verify-and-place");
            Assert.Equal(("host-branch", Village.Host), (duty.OwedBy, duty.OrgPath));
        }
    }

    [Fact]
    public async Task Who_has_no_employer_is_not_offered_to_one_and_the_receiving_committees_branches_come_first()
    {
        var sojourn = await village.HolderAsync();
        using (var clerk = await village.ClerkAsync())
            await clerk.ReceiveAsync();
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var page = await department.GetAsync($"/Reception/Place?stay={Stay(sojourn)}");

        Assert.Equal("employer", page.QuerySelector("input[name=RuledOut][checked]")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("input[name=Basis][checked]"));
        var branches = page.QuerySelectorAll("select[name=Organization] option")
            .Select(option => option.GetAttribute("value")!)
            .Where(value => value.Length > 0)
            .ToList();
        Assert.StartsWith(Village.HostCommittee, branches[0], StringComparison.Ordinal);
        Assert.True(branches.Count > 1 && branches.FindLastIndex(path => path.StartsWith(Village.HostCommittee, StringComparison.Ordinal))
            < branches.FindIndex(path => path.StartsWith(Village.HomeCommittee, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_branch_accepts_from_its_list()
    {
        var sojourn = await NamedAsync();
        using var branch = await village.SecretaryAsync(Village.Host);
        var list = await branch.GetAsync("/Reception");
        await branch.PostAsync(await branch.GetAsync(list.QuerySelector("#to-answer ~ form a.btn-primary")!.GetAttribute("href")!),
            "main form[method=post]");
        await using var db = village.Installation.Db();
        Assert.Equal("placed", db.Sojourns.Single(s => s.Id == sojourn.Id).State);
    }

    [Fact]
    public async Task A_refusal_has_a_reason_goes_back_to_the_committee_and_is_seen_above_and_at_home()
    {
        var sojourn = await NamedAsync();
        using var branch = await village.SecretaryAsync(Village.Host);
        var form = await branch.GetAsync(ReceptionSteps.Form(sojourn, "refused"));
        var wrong = await branch.PostAsync(form, "main form[method=post]");
        Assert.Contains("请填写", wrong.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        wrong = await branch.PostAsync(wrong, "main form[method=post]", ("Values[code]", "other"));
        Assert.Contains("备注", wrong.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await branch.PostAsync(wrong, "main form[method=post]", ("Values[code]", "not-here"), ("Values[note]", "已搬走"));
        var record = (await village.RecordsAsync(sojourn, "refused")).Single();
        Assert.Contains("\"copiedTo\": \"001.002\"", record.Data, StringComparison.Ordinal);
        await using (var db = village.Installation.Db())
            Assert.Equal(("refused", Village.HostCommittee),
                db.Sojourns.Where(s => s.Id == sojourn.Id).Select(s => new ValueTuple<string, string?>(s.State, s.HostPath)).Single());

        using var county = await village.Installation.SignInAsync("department", Village.County);
        using var home = await village.SecretaryAsync();
        using var clerk = await village.ClerkAsync();
        foreach (var reader in new[] { county, home, clerk })
        {
            var seen = (await reader.GetAsync("/Reception")).QuerySelector("#refused ~ .duties")!.TextContent;
            Assert.Contains("测试社区党支部 拒绝接收：不在本地居住工作", seen, StringComparison.Ordinal);
            Assert.Contains(reader == clerk ? "已抄送本单位" : "已抄送 测试街道党工委", seen, StringComparison.Ordinal);
            Assert.Contains("已搬走", seen, StringComparison.Ordinal);
        }
        // the committee may refuse finally, with a copy to its own superior
        await clerk.PostAsync(await clerk.GetAsync(ReceptionSteps.Form(sojourn, "refused")), "main form[method=post]", ("Values[code]", "identity"));
        Assert.Contains((await village.RecordsAsync(sojourn, "refused")).Select(one => one.Data),
            data => data.Contains("\"copiedTo\": \"001\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_committee_with_a_branch_refused_may_name_another()
    {
        var sojourn = await NamedAsync();
        using var branch = await village.SecretaryAsync(Village.Host);
        await branch.PostAsync(await branch.GetAsync(ReceptionSteps.Form(sojourn, "refused")), "main form[method=post]", ("Values[code]", "not-here"));
        await NameAsync(sojourn);
        await using var db = village.Installation.Db();
        Assert.Equal(("reported-in", Village.Host),
            db.Sojourns.Where(s => s.Id == sojourn.Id).Select(s => new ValueTuple<string, string?>(s.State, s.HostPath)).Single());
    }

    [Fact]
    public async Task A_former_host_keeps_its_own_time_and_the_new_one_reads_all()
    {
        var sojourn = await NamedAsync();
        using var first = await village.SecretaryAsync(Village.Host);
        await first.PostAsync(await first.GetAsync(ReceptionSteps.Form(sojourn, "placed")), "main form[method=post]");
        await first.PostAsync(await first.GetAsync(ReceptionSteps.Form(sojourn, "contact")), "main form[method=post]",
            ("Values[topics]", "work"), ("Values[content]", "前任的话"));

        using var second = await village.SecretaryAsync(ReceptionSteps.OtherBranch);
        var check = await second.AskAsync("测试甲", ReceptionSteps.Number);
        Assert.Contains("测试社区党支部", check.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        await second.PostAsync(check, "main form[method=post]", ("Verified", "true"));
        await second.PostAsync(await second.GetAsync(ReceptionSteps.Form(sojourn, "placed")), "main form[method=post]");
        await second.PostAsync(await second.GetAsync(ReceptionSteps.Form(sojourn, "contact")), "main form[method=post]",
            ("Values[topics]", "work"), ("Values[content]", "后任的话"));

        var now = await second.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Contains("前任的话", now.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("后任的话", now.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(5, now.QuerySelectorAll("section:has(> h2[id^=stay]) ol.warnings > li").Length); // reported in, named, placed, and again elsewhere

        var past = await first.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Contains("前任的话", past.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("后任的话", past.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("另一社区党支部", past.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("19900000001", past.Body!.TextContent, StringComparison.Ordinal);
        await first.GetAsync(ReceptionSteps.Form(sojourn, "contact"));
        Assert.Equal(HttpStatusCode.Forbidden, first.Status);

        using var stranger = await village.SecretaryAsync(Village.Neighbour);
        await stranger.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task Two_committees_people_name_at_once_and_the_second_is_told()
    {
        var sojourn = await village.HolderAsync();
        using var one = await village.ClerkAsync();
        await one.ReceiveAsync();
        using var other = await village.ClerkAsync();
        var address = $"/Reception/Place?stay={Stay(sojourn)}";
        var (first, second) = (await one.GetAsync(address), await other.GetAsync(address));
        await one.PostAsync(first, "main form[method=post]", ("Basis", "employer"), ("Organization", Village.Host));
        var told = await other.PostAsync(second, "main form[method=post]", ("Basis", "employer"), ("Organization", Village.Host), ("Note", "我也指定"));
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("测试社区党支部", told.QuerySelector(".meanwhile")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("我也指定", ((IHtmlTextAreaElement)told.QuerySelector("textarea")!).Value.Trim());
        Assert.Single(await village.RecordsAsync(sojourn, "branch-named"));
    }

    [Fact]
    public async Task One_for_whom_no_branch_can_be_named_holds_up_nobody_and_stays_ticked_with_the_reason()
    {
        Sojourn[] arrived =
        [
            await village.AwayAsync("测试丁", host: Village.HostCommittee,
                happened: [new ReportedIn { On = new(2026, 2, 1), Organization = Village.HostCommittee }]),
            await village.AwayAsync("测试戊", host: Village.HostCommittee,
                happened: [new ReportedIn { On = Village.Today, Organization = Village.HostCommittee }]),
            await village.AwayAsync("测试己", host: Village.HostCommittee,
                happened: [new ReportedIn { On = new(2026, 2, 1), Organization = Village.HostCommittee }]),
        ];
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync("/Reception/Place?" + string.Join('&', arrived.Select(stay => "stay=" + Stay(stay))));
        using (var other = await village.ClerkAsync())
            await other.PostAsync(await other.GetAsync($"/Reception/Place?stay={Stay(arrived[2])}"), "main form[method=post]", ("Basis", "employer"),
                ("Organization", Village.Host));
        var rest = await clerk.PostAsync(page, "main form[method=post]", ("Basis", "employer"), ("Organization", Village.Host), ("On", "2026-03-01"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("已为 1 人指定", rest.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        var left = rest.QuerySelectorAll("li:has(input[name=Records][checked])")
            .ToDictionary(line => line.QuerySelector("a")!.TextContent, line => line.TextContent);
        Assert.Contains("2026-05-10", left["测试戊"], StringComparison.Ordinal);
        Assert.Contains("已经办理", left["测试己"], StringComparison.Ordinal);
        Assert.Equal(2, left.Count);
        var named = await Task.WhenAll(arrived.Select(async stay => (await village.RecordsAsync(stay, "branch-named")).Count));
        Assert.Equal([1, 0, 1], named);
    }

    [Fact]
    public async Task Four_windows_of_one_make_one_placement_and_a_step_taken_is_not_taken_again()
    {
        var sojourn = await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveAsync();
        var windows = new List<IHtmlDocument>();
        for (var window = 0; window < 4; window++)
            windows.Add(await clerk.GetAsync($"/Reception/Place?stay={Stay(sojourn)}"));
        await clerk.PostAsync(windows[0], "main form[method=post]", ("Organization", Village.Host), ("Basis", "employer"));
        foreach (var window in windows.Skip(1))
        {
            var told = await clerk.PostAsync(window, "main form[method=post]", ("Organization", Village.Host), ("Basis", "employer"));
            Assert.Equal(HttpStatusCode.Conflict, clerk.Status);
            Assert.Contains("已经办理", told.QuerySelector(".meanwhile")!.TextContent, StringComparison.Ordinal);
            await clerk.PostAsync(told, "main form[method=post]");
            Assert.Equal(HttpStatusCode.Conflict, clerk.Status);
        }
        Assert.Single(await village.RecordsAsync(sojourn, "branch-named"));
    }

    [Fact]
    public async Task Nobody_is_placed_before_he_reported_in_and_no_secretary_names_a_branch()
    {
        var sojourn = await village.HolderAsync(host: Village.HostCommittee);
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync($"/Reception/Place?stay={Stay(sojourn)}");
        Assert.Equal("中央意见二(三)2a", page.QuerySelector(".alert-warning a.clause")!.TextContent);
        Assert.Null(page.QuerySelector("main form[method=post]"));
        using var secretary = await village.SecretaryAsync(Village.Host);
        await secretary.GetAsync($"/Reception/Place?stay={Stay(sojourn)}");
        Assert.Equal(HttpStatusCode.Forbidden, secretary.Status);
        using var stranger = await village.ClerkAsync(ReceptionSteps.OtherCommittee);
        await stranger.GetAsync($"/Reception/Place?stay={Stay(sojourn)}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    private async Task<Sojourn> NamedAsync()
    {
        var sojourn = await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveAsync();
        await NameAsync(sojourn);
        return sojourn;
    }

    private async Task NameAsync(Sojourn sojourn)
    {
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync($"/Reception/Place?stay={Stay(sojourn)}");
        await clerk.PostAsync(page, "main form[method=post]", ("Basis", "employer"), ("Organization", Village.Host));
        Assert.Equal("/Reception", clerk.Path);
    }

    private static string Stay(Sojourn sojourn) => $"{sojourn.MemberId}.{sojourn.Id}";
}
