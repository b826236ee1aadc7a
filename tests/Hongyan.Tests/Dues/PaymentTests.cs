using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Dues;

public sealed class PaymentTests : IAsyncLifetime
{
    private static readonly DuesSet Set = new() { On = new(2026, 1, 5), From = "2025-01", Monthly = 15, Category = "employee", Base = 3000 };
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_sum_is_worked_out_checked_and_answered_with_a_receipt_that_closes_the_duties()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: Set);
        using var browser = await village.SecretaryAsync();
        var receipt = await PayAsync(browser, sojourn, ["2026-01", "2026-02"]);
        Assert.StartsWith($"/Dues/Receipt/{sojourn.MemberId}/", browser.Path, StringComparison.Ordinal);
        var text = receipt.QuerySelector(".receipt")!.TextContent;
        Assert.Contains("2026-0001", text, StringComparison.Ordinal);
        Assert.Contains("叁拾元整", text, StringComparison.Ordinal);
        Assert.Contains("测试村党支部", text, StringComparison.Ordinal);
        var paid = await PaidAsync(sojourn);
        Assert.Equal(30, paid.Amount);
        Assert.True(paid.InFull);
        Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, "pay-dues", "2026-02")).DoneOn);
        Assert.Null((await village.DutyAsync(sojourn, "pay-dues", "2026-03")).DoneOn);
    }

    [Fact]
    public async Task The_duty_leads_to_the_payment_with_its_month_ticked()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: Set);
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type=dues-paid&side=home&kind=pay-dues&period=2026-03");
        Assert.Equal("/Dues/Pay", browser.Path);
        Assert.Equal(["2026-03"],
            form.QuerySelectorAll("input[name='Lines[0].Months']").OfType<IHtmlInputElement>().Where(box => box.IsChecked).Select(box => box.Value));
    }

    [Fact]
    public async Task A_month_is_never_taken_twice_and_the_first_receipt_is_named()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: Set);
        using var browser = await village.SecretaryAsync();
        var old = await browser.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        await PayAsync(browser, sojourn, ["2026-01"]);
        await browser.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        var told = await browser.PostAsync(old, "main form", Months("2026-01"));
        Assert.Equal(HttpStatusCode.Conflict, browser.Status); // his own receipt, written in another window
        var page = await browser.PostAsync(told, "main form");
        Assert.Contains("收据 2026-0001，不能重复收取", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(sojourn, "dues-paid"));
    }

    [Fact]
    public async Task A_certificate_whose_issue_was_struck_is_none_at_the_host()
    {
        var sojourn = await village.AwayAsync("测试乙", host: Village.Host,
            happened: [Set, new CertificateSealed { On = new(2026, 1, 6) }, new CertificateIssued { On = new(2026, 1, 6), Number = "G1" }]);
        var issued = Assert.Single(await village.RecordsAsync(sojourn, "certificate-issued"));
        await using (var db = village.Installation.Db())
        {
            var recording = new RecordServices(village.Installation.Instance, db).Recording;
            var held = (await recording.HoldAsync(sojourn.MemberId, sojourn.Id, TestContext.Current.CancellationToken))!;
            var struck = new Entry(Guid.CreateVersion7(), new Struck { On = Village.Today, Reason = "误登" }, issued.Id);
            Assert.True((await recording.WriteAsync(held, [struck], TestContext.Current.CancellationToken)).IsTaken);
            await recording.SaveAsync(TestContext.Current.CancellationToken);
        }
        using var host = await village.SecretaryAsync(Village.Host);
        var page = await host.PostAsync(await host.GetAsync($"/Dues/Pay?who={sojourn.Id}"), "main form", Months("2026-01"));
        Assert.Contains("还没有领到活动证", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(sojourn, "dues-paid"));
    }

    [Fact]
    public async Task At_the_host_only_with_a_certificate()
    {
        var without = await village.AwayAsync("测试甲", host: Village.Host, happened: Set);
        var holder = await village.AwayAsync("测试乙", host: Village.Host,
            happened: [Set, new CertificateSealed { On = new(2026, 1, 6) }, new CertificateIssued { On = new(2026, 1, 6), Number = "G1" }]);
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync($"/Dues/Pay?who={without.Id}");
        var page = await host.PostAsync(form, "main form", Months("2026-01"));
        Assert.Contains("还没有领到活动证", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(without, "dues-paid"));
        var receipt = await PayAsync(host, holder, ["2026-01"]);
        Assert.Contains("测试社区党支部", receipt.QuerySelector(".receipt")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Side.Host, (await PaidAsync(holder)).At);
        Assert.NotNull((await village.DutyAsync(holder, "pay-dues", "2026-01")).DoneOn);
    }

    [Fact]
    public async Task Six_months_back_is_usual_the_seventh_needs_a_reason_and_is_marked()
    {
        var sojourn = await village.AwayAsync("测试甲", departs: new DateOnly(2025, 9, 1), happened: Set);
        using var browser = await village.SecretaryAsync();
        await PayAsync(browser, sojourn, ["2025-11"]);
        var form = await browser.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        var page = await browser.PostAsync(form, "main form", Months("2025-10"));
        Assert.Contains("补交一般不超过6个月", page.QuerySelector("#Lines_0__Reason_error")!.TextContent, StringComparison.Ordinal);
        page = await browser.PostAsync(page, "main form", Months("2025-10", ("Lines[0].Reason", "出海作业")));
        Assert.Contains("补交较早月份", page.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        await browser.PostAsync(page, "main form");
        var records = await village.RecordsAsync(sojourn, "dues-paid");
        Assert.Contains(records, record => record.Data.Contains("补交超过规定月数：出海作业", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Less_is_taken_as_a_part_and_the_rest_completes_the_month()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: Set);
        using var browser = await village.SecretaryAsync();
        await PayAsync(browser, sojourn, ["2026-01"], ("Lines[0].Amount", "10"));
        Assert.Null((await village.DutyAsync(sojourn, "pay-dues", "2026-01")).DoneOn);
        var form = await browser.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        var page = await browser.PostAsync(form, "main form", Months("2026-01", ("Lines[0].Amount", "5.01")));
        Assert.Contains("合计 5.00 元", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await PayAsync(browser, sojourn, ["2026-01"], ("Lines[0].Amount", "")); // what was refused is back in the form
        Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, "pay-dues", "2026-01")).DoneOn);
    }

    [Fact]
    public async Task Nothing_is_taken_before_an_amount_is_set_for_a_day_to_come_or_for_a_sum_that_is_none()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        var page = await browser.PostAsync(form, "main form", Months("2026-01"));
        Assert.Contains("还没有核定", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await browser.PostAsync(page, "main form", Months("2026-01", ("On", "2026-05-11")));
        Assert.Contains("日期不能晚于今天", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        var set = await village.AwayAsync("测试乙", happened: Set);
        form = await browser.GetAsync($"/Dues/Pay?who={set.Id}");
        page = await browser.PostAsync(form, "main form", Months("2026-01", ("Lines[0].Amount", "abc")));
        Assert.Equal("abc", ((IHtmlInputElement)page.QuerySelector("[name='Lines[0].Amount']")!).Value);
        Assert.Contains("请填写金额", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payments_at_one_moment_get_numbers_without_gap_or_double()
    {
        var stays = new List<Sojourn>();
        for (var index = 0; index < 6; index++)
            stays.Add(await village.AwayAsync($"测试{index}", happened: Set));
        using var browser = await village.SecretaryAsync();
        var checks = new List<(Sojourn Stay, IHtmlDocument Page)>();
        foreach (var stay in stays)
        {
            var form = await browser.GetAsync($"/Dues/Pay?who={stay.Id}");
            checks.Add((stay, await browser.PostAsync(form, "main form", Months("2026-01"))));
        }
        // each twice, as a double tap does
        var answers = await Task.WhenAll(checks.Concat(checks).Select(one => SendAsync(browser.Client, one.Page)));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Redirect, status));
        var numbers = new List<string>();
        foreach (var stay in stays)
            numbers.Add((await PaidAsync(stay)).Receipt!);
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"2026-{number:0000}"), numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_pay_at_once_and_each_has_a_receipt()
    {
        var one = await village.AwayAsync("测试甲", happened: Set);
        var other = await village.AwayAsync("测试乙", happened: Set with { Monthly = 30 });
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Dues/Pay?who={one.Id}&who={other.Id}");
        var page = await browser.PostAsync(form, "main form", ("Lines[0].Months", "2026-01"), ("Lines[1].Months", "2026-01"), ("Lines[1].Months", "2026-02"));
        Assert.Contains("75.00元", page.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        page = await browser.PostAsync(page, "main form");
        Assert.Contains("已收 2 人党费共 75.00 元，收据 2026-0001 至 2026-0002", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(60, (await PaidAsync(other)).Amount);
    }

    [Fact]
    public async Task A_correction_keeps_the_number_and_a_void_receipt_settles_nothing()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: Set);
        using var browser = await village.SecretaryAsync();
        await PayAsync(browser, sojourn, ["2026-01"]);
        var record = (await village.RecordsAsync(sojourn, "dues-paid")).Single();
        var form = await browser.GetAsync($"/Dues/Pay?sojourn={sojourn.Id}&corrects={record.Id}");
        var page = await browser.PostAsync(form, "main form", Months("2026-01", ("Void", "true")));
        Assert.Contains("请说明原因", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await browser.PostAsync(page, "main form", Months("2026-01", ("Void", "true"), ("Lines[0].Reason", "误收")));
        var receipt = await browser.PostAsync(page, "main form");
        Assert.Contains("2026-0001", receipt.QuerySelector(".receipt-void")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await village.DutyAsync(sojourn, "pay-dues", "2026-01")).DoneOn);
        receipt = await PayAsync(browser, sojourn, ["2026-01"]);
        Assert.Contains("2026-0002", receipt.QuerySelector(".receipt")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_find_neither_payment_nor_receipt_and_the_member_finds_his_own()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: Set);
        using var browser = await village.SecretaryAsync();
        await PayAsync(browser, sojourn, ["2026-01"]);
        var receipt = browser.Path;
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        await neighbour.GetAsync(receipt);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        using var member = await village.Installation.SignInAsync("member", memberId: sojourn.MemberId);
        await member.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
        Assert.Contains("壹拾伍元整", (await member.GetAsync(receipt)).Body!.TextContent, StringComparison.Ordinal);
        var mine = await member.GetAsync("/Mine/Dues");
        Assert.Contains("2026-0001", mine.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2026年2月", mine.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_amount_is_named_apart_and_the_others_pay_at_once()
    {
        var set = await village.AwayAsync("测试甲", happened: Set);
        var unset = await village.AwayAsync("测试乙");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Dues/Pay?who={set.Id}&who={unset.Id}");
        var apart = form.QuerySelector("#apart")!;
        Assert.Contains("不能登记：1 人", apart.TextContent, StringComparison.Ordinal);
        Assert.Contains("测试乙：每月金额还没有核定", apart.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("测试乙", form.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"/Dues/Set?who={unset.Id}", apart.QuerySelector("a.btn")!.GetAttribute("href"), StringComparison.Ordinal);
        var check = await browser.PostAsync(form, "main form");
        Assert.Null(check.QuerySelector(".error-summary"));
        await browser.PostAsync(check, "main form");
        Assert.Equal(5, (await PaidAsync(set)).Months.Count);
        Assert.Empty(await village.RecordsAsync(unset, "dues-paid"));
    }

    [Fact]
    public async Task Every_sentence_about_several_names_whom_it_is_about()
    {
        var one = await village.AwayAsync("测试甲", happened: Set);
        var other = await village.AwayAsync("测试乙", happened: Set);
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Dues/Pay?who={one.Id}&who={other.Id}");
        var page = await browser.PostAsync(form, "main form", ("Lines[0].Months", "2026-01"), ("Lines[1].Months", "2026-01"), ("Lines[1].Amount", "abc"));
        var wrong = ((IHtmlInputElement)form.QuerySelector("[name='Lines[1].Sojourn']")!).Value == other.Id.ToString() ? "测试乙" : "测试甲";
        Assert.Contains($"{wrong}：请填写金额", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        form = await browser.GetAsync($"/Dues/Set?who={one.Id}&who={other.Id}");
        page = await browser.PostAsync(form, "main form", ("From", "2026-05"), ("Lines[0].Base", "6000"), ("Lines[1].Base", ""));
        Assert.Contains($"{wrong}：请填写计算基数", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    internal static (string, string)[] Months(string month, params (string, string)[] more) => [("Lines[0].Months", month), .. more];

    /// <summary>Fills the form, then says yes to the check.</summary>
    internal static async Task<IHtmlDocument> PayAsync(TestBrowser browser, Sojourn sojourn, string[] months, params (string, string)[] more)
    {
        var form = await browser.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        var check = await browser.PostAsync(form, "main form", [.. months.Select(month => ("Lines[0].Months", month)), .. more]);
        Assert.Null(check.QuerySelector(".error-summary"));
        return await browser.PostAsync(check, "main form");
    }

    private async Task<DuesPaid> PaidAsync(Sojourn sojourn) =>
        (DuesPaid)EventJson.Read((await village.RecordsAsync(sojourn, "dues-paid")).Single().Data);

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, IHtmlDocument form)
    {
        var fields = form.QuerySelectorAll("main form input").OfType<IHtmlInputElement>().Where(input => input.Name is { Length: > 0 })
            .Select(input => KeyValuePair.Create(input.Name!, input.Value));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync("/Dues/Pay", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
