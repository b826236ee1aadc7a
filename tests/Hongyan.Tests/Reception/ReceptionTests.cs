using System.Net;
using Hongyan.Data;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reception;

/// <summary>Who is let in, who is not, and what is remembered of it.</summary>
public sealed class ReceptionTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Number_and_name_fill_everything_in_and_the_committee_receives_him()
    {
        var sojourn = await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        await clerk.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);

        var page = await clerk.AskAsync("测试甲", "gy-2026-0001");
        Assert.Equal("/Reception/Arrival", clerk.Path);
        Assert.DoesNotContain("测试甲", Uri.UnescapeDataString(clerk.Answer.RequestMessage!.RequestUri!.Query), StringComparison.Ordinal);
        var facts = page.QuerySelector(".facts")!.TextContent;
        foreach (var fact in new[] { "测试甲", "女", "36 岁", "测试村党支部", ReceptionSteps.Number, "有效期至", "2026-01-05", "上海市", "务工" })
            Assert.Contains(fact, facts, StringComparison.Ordinal);
        Assert.DoesNotContain("19900000001", page.Body!.TextContent, StringComparison.Ordinal);

        var unverified = await clerk.PostAsync(page, "main form[method=post]", ("Note", "本人到场"));
        Assert.Contains("中央意见二(二)1", unverified.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await clerk.PostAsync(unverified, "main form[method=post]", ("Verified", "true"));
        Assert.Equal("/Reception", clerk.Path);
        var record = (await village.RecordsAsync(sojourn, "reported-in")).Single();
        Assert.Contains("\"organization\": \"001.002\"", record.Data, StringComparison.Ordinal);
        Assert.Contains("本人到场", record.Data, StringComparison.Ordinal);
        await clerk.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await using var db = village.Installation.Db();
        Assert.Contains(await db.Audit.ToListAsync(TestContext.Current.CancellationToken),
            one => one.Act == "arrival-found" && one.Subject == sojourn.Id.ToString());
        Assert.Equal("001.002", db.Sojourns.Single(s => s.Id == sojourn.Id).HostPath);
    }

    [Fact]
    public async Task Without_a_certificate_name_and_both_ends_open_the_door()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var branch = await village.SecretaryAsync(Village.Host);
        var page = await branch.AskAsync("测试甲", "", ("PhoneEnd", "0001"), ("IdTail", "0017"));
        await branch.PostAsync(page, "main form[method=post]", ("Verified", "true"));
        Assert.Single(await village.RecordsAsync(sojourn, "reported-in"));
        await using var db = village.Installation.Db();
        Assert.Equal(Village.Host, db.Sojourns.Single(s => s.Id == sojourn.Id).HostPath);
    }

    [Theory]
    [InlineData("测 试 甲", "ＧＹ－２０２６－０００１")]
    [InlineData("测试甲", " gy-2026 0001 ")]
    [InlineData("测试　甲", "GY—2026-0001")]
    public async Task A_number_and_a_name_are_read_however_they_are_typed(string name, string number)
    {
        await village.HolderAsync(number: number.Contains(' ', StringComparison.Ordinal) ? "GY-20260001" : ReceptionSteps.Number);
        using var clerk = await village.ClerkAsync();
        await clerk.AskAsync(name, number);
        Assert.Equal("/Reception/Arrival", clerk.Path);
    }

    [Fact]
    public async Task The_ends_of_phone_and_number_are_read_in_full_width_too()
    {
        await village.AwayAsync("测试甲");
        using var branch = await village.SecretaryAsync(Village.Host);
        await branch.AskAsync("测试甲", "", ("PhoneEnd", "０００１"), ("IdTail", "00 17"));
        Assert.Equal("/Reception/Arrival", branch.Path);
    }

    [Theory]
    [InlineData("测试乙", ReceptionSteps.Number, "", "")]
    [InlineData("测试甲", "GY-2026-0002", "", "")]
    [InlineData("测试甲", "", "0002", "0017")]
    [InlineData("测试甲", "", "0001", "0018")]
    public async Task A_name_alone_or_a_number_alone_finds_nobody(string name, string number, string phone, string id)
    {
        await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        var page = await clerk.AskAsync(name, number, ("PhoneEnd", phone), ("IdTail", id));
        Assert.Equal("/Reception", clerk.Path);
        Assert.Contains("按系统外党员登记", page.QuerySelector(".alert-info")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(name, page.QuerySelector("[name=Name]")!.GetAttribute("value"));
        await using var db = village.Installation.Db();
        var failure = await db.Audit.SingleAsync(one => one.Act == "arrival-not-found", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(name, failure.Details!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_no_committee_signed_opens_nothing()
    {
        await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        var page = await clerk.AskAsync("", "https://example.test/verify/HY1.WyJhIl0.AAAA");
        Assert.Equal("/Reception", clerk.Path);
        Assert.Contains("不是党委签发", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_guesses_waits_longer_each_time_and_nobody_else_waits()
    {
        await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        for (var tried = 0; tried < Hongyan.Features.Reception.Arrivals.FreeFailures; tried++)
            await clerk.AskAsync("测试甲", $"GY-{tried}");
        var page = await clerk.AskAsync("测试甲", ReceptionSteps.Number);
        Assert.Equal(HttpStatusCode.TooManyRequests, clerk.Status);
        Assert.Contains("秒后再查", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        using var beside = await village.ClerkAsync();
        await beside.AskAsync("测试甲", ReceptionSteps.Number);
        Assert.Equal(HttpStatusCode.TooManyRequests, beside.Status); // another account at the same address
        using var other = await village.ClerkAsync();
        other.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.9");
        await other.AskAsync("测试甲", ReceptionSteps.Number);
        Assert.Equal("/Reception/Arrival", other.Path);

        village.Installation.Clock.Forward(TimeSpan.FromSeconds(3));
        await clerk.AskAsync("测试甲", "GY-again");
        village.Installation.Clock.Forward(TimeSpan.FromSeconds(3));
        await clerk.AskAsync("测试甲", ReceptionSteps.Number);
        Assert.Equal(HttpStatusCode.TooManyRequests, clerk.Status);
        village.Installation.Clock.Forward(TimeSpan.FromMinutes(1));
        await clerk.AskAsync("测试甲", ReceptionSteps.Number);
        Assert.Equal("/Reception/Arrival", clerk.Path);
    }

    [Fact]
    public async Task Whoever_is_not_who_he_says_is_refused_without_anybody_saying_that_the_certificate_was_seen()
    {
        var sojourn = await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        var page = await clerk.AskAsync("测试甲", ReceptionSteps.Number);

        var nameless = await clerk.PostAsync(page, "main form[method=post]", ("Refuse", "true"));
        Assert.NotNull(nameless.QuerySelector("[name=Code][aria-invalid=true]"));
        await clerk.PostAsync(nameless, "main form[method=post]", ("Refuse", "true"), ("Code", "identity"), ("Note", "本人与证件不符"));

        Assert.Equal("/Reception", clerk.Path);
        Assert.Single(await village.RecordsAsync(sojourn, "reported-in"));
        var refused = Assert.Single(await village.RecordsAsync(sojourn, "refused"));
        Assert.Contains("\"code\": \"identity\"", refused.Data, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Equal("refused", db.Sojourns.Single(s => s.Id == sojourn.Id).State);
    }

    [Fact]
    public async Task What_one_account_found_is_nothing_to_another()
    {
        await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        await clerk.AskAsync("测试甲", ReceptionSteps.Number);
        using var other = await village.ClerkAsync();
        var page = await other.GetAsync(clerk.Answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("/Reception", other.Path);
        Assert.Contains("已过期", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_receive_him_at_once_receive_him_once()
    {
        var sojourn = await village.HolderAsync();
        using var one = await village.ClerkAsync();
        using var other = await village.ClerkAsync();
        var pages = await Task.WhenAll(one.AskAsync("测试甲", ReceptionSteps.Number), other.AskAsync("测试甲", ReceptionSteps.Number));
        await Task.WhenAll(one.PostAsync(pages[0], "main form[method=post]", ("Verified", "true")),
            other.PostAsync(pages[1], "main form[method=post]", ("Verified", "true")));
        Assert.Single(await village.RecordsAsync(sojourn, "reported-in"));
        Assert.Contains(HttpStatusCode.OK, new[] { one.Status, other.Status });
    }

    [Fact]
    public async Task Somebody_announced_is_received_from_the_list_and_a_double_tap_does_nothing_twice()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var branch = await village.SecretaryAsync(Village.Host);
        var list = await branch.GetAsync("/Reception");
        var page = await branch.GetAsync(list.QuerySelector("#announced ~ .card a.btn")!.GetAttribute("href")!);
        page.QuerySelector("main form[method=post]")!.SetAttribute("action", branch.Answer.RequestMessage!.RequestUri!.PathAndQuery);
        await branch.PostAsync(page, "main form[method=post]", ("Verified", "true"));
        await branch.PostAsync(page, "main form[method=post]", ("Verified", "true"));
        Assert.Equal(HttpStatusCode.OK, branch.Status);
        Assert.Single(await village.RecordsAsync(sojourn, "reported-in"));
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync($"/Reception/Arrival?stay={sojourn.MemberId}.{sojourn.Id}");
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
    }

    [Fact]
    public async Task The_door_of_the_database_opens_to_nobody_without_a_scope_and_to_no_other_host()
    {
        await village.HolderAsync();
        await using var db = village.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"SET LOCAL ROLE hongyan_app", TestContext.Current.CancellationToken);
        var found = await db.Database.SqlQuery<Guid>($"select member_id as \"Value\" from find_arrival('测试甲', {ReceptionSteps.Number}, null, null)")
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Empty(found);
        await db.Database.ExecuteSqlAsync($"select set_config('hongyan.lo', '001.002', true), set_config('hongyan.hi', '001.002/', true)",
            TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"select * from receive_arrival('测试甲', {ReceptionSteps.Number}, null, null, '001.003', {Village.Today})", TestContext.Current.CancellationToken));
    }
}
