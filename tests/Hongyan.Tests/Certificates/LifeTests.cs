using System.Net;
using AngleSharp.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using static Hongyan.Tests.Certificates.Seals;

namespace Hongyan.Tests.Certificates;

public sealed class LifeTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.GiveAsync();
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Either_side_audits_and_the_other_is_refused_with_the_clause()
    {
        var stay = await village.AwayAsync("测试甲", host: Village.Host);
        var certificate = await village.IssueAsync(stay);
        Assert.Equal(new DateOnly(2027, 3, 31), certificate.ValidUntil);
        using var host = await village.SecretaryAsync(Village.Host);
        await host.RecordAsync(stay, "certificate-audited", "host");
        Assert.Equal(Village.Today, (await village.DutyAsync(stay, "audit-certificate", "2026")).DoneOn);
        using var home = await village.SecretaryAsync();
        var page = await home.PostAsync(await home.GetAsync(Form(stay, "certificate-audited")), "main form");
        Assert.Equal(HttpStatusCode.Forbidden, home.Status);
        Assert.Contains("另一方不再重复", page.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".alert-warning a[href$='A-3.1d']"));
        Assert.Single(await village.RecordsAsync(stay, "certificate-audited"));
        var audited = Assert.Single(await village.CertificatesAsync(stay));
        Assert.Equal(new DateOnly(2028, 3, 31), audited.ValidUntil);
        Assert.NotEqual(certificate.Code, audited.Code); // signed anew with the new day; the old code is still that certificate's
        Assert.Equal("valid", await village.PublicStateAsync(certificate.Code!));
    }

    [Fact]
    public async Task A_lost_number_is_void_at_once_and_a_new_one_is_sealed()
    {
        var stay = await village.AwayAsync("测试甲");
        var lost = await village.IssueAsync(stay);
        using var branch = await village.SecretaryAsync();
        await branch.RecordAsync(stay, "certificate-lost");
        Assert.Equal("lost", await village.PublicStateAsync(lost.Number!));
        Assert.Equal("lost", await village.PublicStateAsync(lost.Code!));
        using var clerk = await village.ClerkAsync();
        Assert.Contains("需补发", (await clerk.GetAsync("/Certificates")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await clerk.SealAsync(stay);
        await branch.RecordAsync(stay, "certificate-issued");
        Assert.Equal("valid", await village.PublicStateAsync("320002"));
        Assert.Equal("lost", await village.PublicStateAsync("320001"));
        await using var db = village.Installation.Db();
        Assert.Equal("320002", db.Sojourns.Single().CertificateNumber);
    }

    [Fact]
    public async Task It_is_presented_and_withdrawn_after_the_return_and_the_public_knows_at_once()
    {
        var stay = await village.AwayAsync("测试甲");
        var certificate = await village.IssueAsync(stay);
        using var branch = await village.SecretaryAsync();
        await branch.GetAsync(Form(stay, "certificate-withdrawn"));
        Assert.Equal(HttpStatusCode.Forbidden, branch.Status);
        await branch.RecordAsync(stay, "returned");
        await branch.RecordAsync(stay, "certificate-presented");
        Assert.Equal(Village.Today, (await village.DutyAsync(stay, "report-return")).DoneOn);
        Assert.Equal("valid", await village.PublicStateAsync(certificate.Number!));
        await branch.RecordAsync(stay, "return-checked", values: ("Values[ownView]", "表现良好"));
        await branch.RecordAsync(stay, "certificate-withdrawn");
        Assert.Equal(Village.Today, (await village.DutyAsync(stay, "withdraw-certificate")).DoneOn);
        Assert.Equal("withdrawn", await village.PublicStateAsync(certificate.Number!));
        Assert.Equal("withdrawn", await village.PublicStateAsync(certificate.Code!));
        await branch.GetAsync(Form(stay, "certificate-withdrawn"));
        Assert.Equal(HttpStatusCode.Forbidden, branch.Status);
        Assert.Single(await village.RecordsAsync(stay, "certificate-withdrawn"));
    }

    [Fact]
    public async Task A_correction_changes_number_days_and_public_answer_together()
    {
        var stay = await village.AwayAsync("测试甲", happened: [new CertificateSealed { On = new(2026, 1, 6) }]); // on paper: the seal names no number
        using var branch = await village.SecretaryAsync();
        await branch.RecordAsync(stay, "certificate-issued", "home", ("Values[number]", "错号1"));
        var record = Assert.Single(await village.RecordsAsync(stay, "certificate-issued"));
        await branch.PostAsync(await branch.GetAsync(Form(stay, "certificate-issued") + $"&corrects={record.Id}"), "main form", ("Values[number]", "正号1"),
            ("Values[on]", "2026-05-02"));
        var certificate = Assert.Single(await village.CertificatesAsync(stay));
        var seal = Assert.Single(await village.RecordsAsync(stay, "certificate-sealed"));
        Assert.Equal(("正号1", new DateOnly(2026, 5, 2), seal.Id), (certificate.Number, certificate.IssuedOn, certificate.Id));
        Assert.Equal("unknown", await village.PublicStateAsync("错号1"));
        Assert.Equal("valid", await village.PublicStateAsync("正号1"));
        await using var db = village.Installation.Db();
        Assert.Equal("正号1", db.Sojourns.Single().CertificateNumber);
    }

    [Fact]
    public async Task Without_an_audit_it_runs_out()
    {
        var stay = await village.AwayAsync("测试甲");
        var certificate = await village.IssueAsync(stay);
        village.Installation.Clock.MoveTo(new DateOnly(2027, 4, 1));
        Assert.Equal("expired", await village.PublicStateAsync(certificate.Number!));
        Assert.Equal("expired", await village.PublicStateAsync(certificate.Code!));
    }

    [Fact]
    public async Task Its_page_shows_code_entries_and_everything_that_happened_to_both_sides_and_to_nobody_else()
    {
        var stay = await village.AwayAsync("测试甲", host: Village.Host,
            happened: [new DuesPaid { On = Village.Today, Months = ["2026-05"], At = Side.Host, Amount = 20 }]);
        var certificate = await village.IssueAsync(stay);
        using var host = await village.SecretaryAsync(Village.Host);
        await host.RecordAsync(stay, "organized-life", "host", ("Values[kind]", "lecture"));
        var address = $"/Certificates/{certificate.MemberId}/{certificate.Id}";
        foreach (var reader in new[] { Village.Home, Village.Host })
        {
            using var side = await village.SecretaryAsync(reader);
            var page = await side.GetAsync(address);
            Assert.Contains("320001", page.QuerySelector(".certificate-number")!.TextContent, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("svg.qr"));
            Assert.Equal(2, page.QuerySelectorAll("#entries ~ .card tbody tr, section[aria-labelledby=entries] tbody tr").Length);
            Assert.Equal(2, page.QuerySelectorAll(".timeline-list > li").Length);
            Assert.Contains("320001", (await side.GetAsync("/Certificates")).QuerySelector("#list")!.TextContent, StringComparison.Ordinal);
        }
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        Assert.DoesNotContain("320001", (await neighbour.GetAsync("/Certificates")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_member_shows_his_own_and_nobody_elses()
    {
        var stay = await village.AwayAsync("测试甲");
        await village.AwayAsync("测试乙");
        using var member = await village.Installation.SignInAsync(Roles.Member, memberId: stay.MemberId);
        Assert.Contains("还没有活动证", (await member.GetAsync("/Mine/Certificate")).Body!.TextContent, StringComparison.Ordinal);
        await village.IssueAsync(stay);
        var page = await member.GetAsync("/Mine/Certificate");
        Assert.NotNull(page.QuerySelector("svg.qr"));
        Assert.Contains("320001", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("有效", page.QuerySelector(".badge")!.TextContent, StringComparison.Ordinal);
        await member.GetAsync("/Certificates");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
    }

    [Fact]
    public async Task Who_is_out_of_scope_sees_no_row_whatever_a_page_forgets_to_ask()
    {
        await village.IssueAsync(await village.AwayAsync("测试甲", host: Village.Host));
        foreach (var (scope, seen) in new[] { (Village.Home, 1), (Village.Host, 1), (Village.Neighbour, 0), ("", 0) })
        {
            await using var db = village.Installation.Db();
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            var hi = scope.Length == 0 ? "" : scope + "/";
            await db.Database.ExecuteSqlAsync($"SET LOCAL ROLE hongyan_app", TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"select set_config('hongyan.lo', {scope}, true), set_config('hongyan.hi', {hi}, true)", TestContext.Current.CancellationToken);
            Assert.Equal(seen, await db.Certificates.CountAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    [Trait("part", "night")]
    public async Task The_list_tells_the_states_as_the_rules_do()
    {
        await using (var db = village.Installation.Db())
        {
            DateOnly?[] days = [null, Village.Today.AddDays(-1), Village.Today, Village.Today.AddDays(1)];
            var stay = await village.AwayAsync("测试甲");
            var count = 0;
            foreach (var (issued, until) in from issued in days from until in days select (issued, until))
            {
                foreach (var (lost, replaced, withdrawn) in from l in days[..3] from r in days[..2] from w in days[..2] select (l, r, w))
                {
                    db.Certificates.Add(new KeptCertificate
                    {
                        MemberId = stay.MemberId, Id = Guid.CreateVersion7(), SojournId = stay.Id, Number = $"N{++count}",
                        CommitteePath = Village.HomeCommittee, HomePath = Village.Home,
                        IssuedOn = issued, ValidUntil = until, LostOn = lost, ReplacedOn = replaced, WithdrawnOn = withdrawn,
                    });
                }
            }
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var branch = await village.SecretaryAsync();
        await using var read = village.Installation.Db();
        var expected = (await read.Certificates.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken))
            .ToLookup(one => Hongyan.Rules.Certificates.CertificateStates.NameOf(one.StateOn(Village.Today)), one => one.Number!);
        foreach (var state in Hongyan.Features.Certificates.IndexModel.States)
        {
            var shown = new List<string>();
            for (var page = 1; page < 9; page++)
            {
                var rows = (await branch.GetAsync($"/Certificates?state={state}&p={page}"))
                    .QuerySelectorAll("#list tbody tr td:nth-child(3)")
                    .Select(cell => cell.TextContent)
                    .ToList();
                if (branch.Answer.RequestMessage!.RequestUri!.Query.Contains($"p={page}", StringComparison.Ordinal) || page == 1)
                    shown.AddRange(rows);
            }
            Assert.Equal(expected[state].Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
        }
    }
}
