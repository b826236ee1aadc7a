using System.Diagnostics;
using System.Net;
using Hongyan.Data;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Import;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.National;

/// <summary>A file of the national system beside what is known here: groups, sums, and what is refused.</summary>
public sealed class ComparingTests : IAsyncLifetime
{
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Each_person_stands_in_one_group_and_the_sums_fit()
    {
        foreach (var name in new[] { "测试同", "测试异", "测试缺" })
            await village.AwayAsync(name);
        var back = await village.AwayAsync("测试回", happened: new Returned { On = new(2026, 3, 1) });
        using var home = await village.SecretaryAsync();
        var page = await home.CompareAsync(NationalSteps.Csv(
            NationalSteps.Row("测试同", place: "上海市浦东新区"), NationalSteps.Row("测试异", departed: "2026-01-06", place: "北京市"),
            NationalSteps.Row("测试生"), NationalSteps.Row("测试回"), NationalSteps.Row("测试回", state: "已返回", departed: "2025-01-01"),
            NationalSteps.Row("测试错", departed: "何时")));
        Assert.Equal(HttpStatusCode.OK, home.Status);
        var counts = NationalSteps.Counts(page);
        Assert.Equal((6, 2, 1, 1, 1, 1, 3), (counts["文件行数"], counts["内容不一致"], counts["只在全国系统"], counts["只在本系统"], counts["一致"],
            counts["不能识别的行"], counts["本系统当日登记"]));
        Assert.Equal(counts["文件行数"], counts["内容不一致"] + counts["只在全国系统"] + counts["一致"] + counts["两边都已结束"] + counts["同一人的其他行"]
            + counts["另一流动方向"] + counts["不能识别的行"]);
        Assert.Equal(["测试回", "测试异", "测试生", "测试缺"], NationalSteps.Names(page).Order(StringComparer.Ordinal));
        Assert.Contains("第 7 行 外出时间", page.QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["测试回"], NationalSteps.Names(await home.GetAsync(home.Path + "?field=state")));
        Assert.Empty(await village.RecordsAsync(back, "registered-nationally")); // comparing writes nothing
        var part = NationalSteps.Counts(await home.CompareAsync(NationalSteps.Csv(NationalSteps.Row("测试同")), whole: false));
        Assert.Equal((1, 2), (part["一致"], part["文件没有列入"]));
        Assert.DoesNotContain("只在本系统", part.Keys);
    }

    [Fact]
    public async Task Numbers_are_compared_by_hash_within_ones_own_scope_and_of_others_four_characters_are_kept()
    {
        var (own, foreign) = (IdNumber.WithCheck("99000019900501001"), IdNumber.WithCheck("99000019900501003"));
        await NumberAsync(await village.AwayAsync("测试甲"), own);
        await NumberAsync(await village.AwayAsync("测试乙", Village.Neighbour), foreign);
        using var home = await village.SecretaryAsync();
        var file = NationalSteps.Csv(NationalSteps.Row("别名", id: own), NationalSteps.Row("测试乙", id: foreign));
        var page = await home.CompareAsync(file);
        var counts = NationalSteps.Counts(page);
        Assert.Equal((1, 1, 0), (counts["一致"], counts["只在全国系统"], counts["内容不一致"]));
        Assert.Contains("…" + foreign[^4..], page.Body!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var lines = await db.NationalLines.AsNoTracking().ToListAsync(Stop);
        Assert.DoesNotContain(lines, line => line.Facts.Contains(foreign[..14], StringComparison.Ordinal)); // both begin so
        Assert.Null(lines.Single(line => line.Difference == NationalLine.OnlyThere).PersonId); // the neighbour's member is nobody here
        using var clerk = await village.Installation.SignInAsync(Hongyan.Platform.Roles.Clerk, Village.HomeCommittee);
        Assert.Equal(2, NationalSteps.Counts(await clerk.CompareAsync(file))["一致"]);
    }

    [Fact]
    public async Task A_file_that_is_none_of_ours_is_refused_with_a_sentence_that_names_the_row()
    {
        await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        foreach (var (file, said) in new (byte[], string)[]
        {
            (NationalSteps.Csv(NationalSteps.Row("某人", home: "外县某镇党委某村党支部")), "第 2 行的“流出地党组织”是“外县某镇党委某村党支部”"),
            (Files.Xlsx(["甲", "乙"], ["1", "2"]), "找不到表头"),
            ([], "没有任何内容"),
            ("姓名,流动方向,外出时间\r\n测试甲,流入,2026-01-05"u8.ToArray(), "另一个流动方向"),
            ("姓名,身份证号码,外出时间\r\n"u8.ToArray(), "没有数据"),
        })
        {
            var page = await home.CompareAsync(file);
            Assert.Equal("/National", home.Path);
            Assert.Contains(said, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        }
        foreach (var (field, value) in new[] { ("Side", "up"), ("Org", Village.Neighbour), ("On", "2099-01-01"), ("On", "x") })
        {
            var form = await home.GetAsync("/National");
            var page = await home.UploadAsync(form, "#upload", "Upload", "x.csv", NationalSteps.Csv(NationalSteps.Row("测试甲")), (field, value));
            Assert.Equal((HttpStatusCode.OK, "/National"), (home.Status, home.Path));
            Assert.NotNull(page.QuerySelector(".error-summary"));
        }
        await using var db = village.Installation.Db();
        Assert.False(await db.NationalComparisons.AnyAsync(Stop));
    }

    [Theory]
    [InlineData("身份证号码", "测试甲,WRONG,1990-05-01,2026-01-05", "第 2 行 身份证号码")]
    [InlineData("流动状态", "测试甲,,1990-05-01,2026-01-05,,,,,去向不明", "没有识别出流动状态")]
    [InlineData("返回时间", "测试甲,,1990-05-01,2026-01-05,,,,,已返回,2026-01-04", "早于外出时间")]
    [InlineData("姓名", ",,1990-05-01,2026-01-05", "第 2 行 姓名")]
    [InlineData("流入地", "测试甲,,1990-05-01,2026-01-05,LONG", "第 2 行 流入地")]
    public async Task A_row_that_cannot_be_read_is_named_once(string column, string row, string said)
    {
        await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var number = IdNumber.WithCheck("99000019900501001");
        row = row.Replace("LONG", new string('长', 201), StringComparison.Ordinal)
            .Replace("WRONG", number[..17] + (number[17] == '0' ? '1' : '0'), StringComparison.Ordinal);
        var page = await home.CompareAsync(NationalSteps.Csv(row, NationalSteps.Row("测试甲")));
        var problem = Assert.Single(page.QuerySelectorAll("#problems li")).TextContent;
        Assert.Contains(column, problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.Equal((1, 1), (NationalSteps.Counts(page)["不能识别的行"], NationalSteps.Counts(page)["一致"]));
    }

    [Fact]
    public async Task A_host_compares_who_came_guests_too_and_a_floating_organisation_only_that()
    {
        await village.AwayAsync("测试本地", host: Village.Host,
            happened: [new ReportedIn { On = new(2026, 2, 1) }, new Placed { On = new(2026, 2, 2), Organization = Village.Host }]);
        await village.GuestAsync("测试来客", host: Village.Host, happened: new Placed { On = new(2026, 2, 2), Organization = Village.Host });
        using var host = await village.SecretaryAsync(Village.Host);
        var file = "姓名,出生日期,流入地党组织,流动状态\r\n测试本地,1990-05-01,测试社区党支部,已纳入\r\n测试来客,,测试社区党支部,已纳入"u8.ToArray();
        var counts = NationalSteps.Counts(await host.CompareAsync(file, side: "inflow"));
        // of the guest nobody knows when he was born, and a name alone is nobody
        Assert.Equal((1, 1, 1), (counts["一致"], counts["只在全国系统"], counts["只在本系统"]));
        using var floating = await village.Installation.SignInAsync(Hongyan.Platform.Roles.Floating, Village.Host);
        var page = await floating.GetAsync("/National");
        Assert.Equal(["inflow"], page.QuerySelectorAll("#Side option").Select(one => one.GetAttribute("value")).Where(value => !string.IsNullOrEmpty(value)));
    }

    [Fact]
    public async Task Three_thousand_rows_take_seconds_and_no_statement_for_each()
    {
        var ids = Enumerable.Range(0, 3000).Select(n => IdNumber.WithCheck($"990000199005{n / 300 + 1:00}{n % 300:000}")).ToList();
        await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var file = NationalSteps.Csv(ids.Select((id, n) => NationalSteps.Row($"某{n}", id: id, born: "")).Append(NationalSteps.Row("测试甲")));
        using var statements = new Statements();
        var watch = Stopwatch.StartNew();
        var page = await home.CompareAsync(file);
        Assert.Equal((3000, 1), (NationalSteps.Counts(page)["只在全国系统"], NationalSteps.Counts(page)["一致"]));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
        var reads = statements.Take().Where(one => !one.Contains("insert into national_line", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.InRange(reads.Count, 1, 40);
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s, {reads.Count} statements");
    }

    private async Task NumberAsync(Sojourn stay, string number)
    {
        await using var db = village.Installation.Db();
        db.Identities.Add(new MemberIdentity { Hash = village.Installation.Instance.Secrets.Hash(number), MemberId = stay.MemberId });
        await db.SaveChangesAsync(Stop);
    }
}
