using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Reading;
using Hongyan.Records;
using Hongyan.Rules.Duties;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>Upload, preview, columns, annotated copy and acceptance, as a browser without JavaScript does them.</summary>
public sealed class ImportPageTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.LentAsync(Today);
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var (file, kind, into) in new[]
        {
            ("organizations.xlsx", ImportKind.Organizations, (string?)null),
            ("members-national-export.xlsx", ImportKind.Members, "001"),
        })
        {
            await using var db = installation.Db();
            var writing = new RecordServices(installation.Instance, db);
            var importer = new Importer(db, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit);
            await importer.SaveAsync(await importer.JudgeAsync(Importer.Read(Files.Sample(file), kind), into, Today, cancellation), cancellation);
        }
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task A_clerk_imports_the_valid_rows_of_a_messy_roster_once()
    {
        using var browser = await installation.SignInAsync("clerk", "001.002");
        var preview = await UploadAsync(browser, "outflow-roster-messy.xlsx");
        Assert.StartsWith("/Import/Preview/", browser.Path, StringComparison.Ordinal);
        Assert.Equal(["29", "11", "0", "2"], preview.QuerySelectorAll("main dl.facts dd").Select(count => count.TextContent));
        Assert.Equal(13, preview.QuerySelectorAll("#problems ~ .card tbody tr").Length);
        Assert.DoesNotContain("9901011948", preview.DocumentElement.OuterHtml, StringComparison.Ordinal);

        var result = await browser.PostAsync(preview, "#accept");
        Assert.Equal("/Import/Accepted", browser.Path);
        Assert.Contains("29", result.QuerySelector("main .alert")!.TextContent, StringComparison.Ordinal);
        var second = await browser.PostAsync(preview, "#accept"); // the same sending once more has the same answer
        Assert.Contains("29", second.QuerySelector("main .alert")!.TextContent, StringComparison.Ordinal);
        await using var db = installation.Db();
        Assert.Equal(29, await db.Sojourns.CountAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await db.ImportDrafts.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_tries_out_numbers_is_not_told_who_is_a_member_elsewhere()
    {
        await installation.AddOrganizationAsync("001.009", "另一个镇党委", "committee");
        await installation.AddOrganizationAsync("001.009.001", "另一个支部");
        await using var db = installation.Db();
        var strangers = await db.Members
            .Where(member => member.IdNumber != null)
            .OrderBy(member => member.Id)
            .Take(NumbersElsewhere.MostADay + 1)
            .ToListAsync(TestContext.Current.CancellationToken);
        var roster = Files.Xlsx([["姓名", "性别", "公民身份号码", "出生日期", "所在党支部"], .. strangers.Select(one => (string[])
            [one.Name, one.Sex == "male" ? "男" : "女", installation.Instance.Secrets.Decrypt(one.IdNumber!),
                one.Born!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "另一个支部"])]);
        using var browser = await installation.SignInAsync("secretary", "001.009.001");
        var preview = await browser.UploadAsync(await browser.GetAsync("/Import"), "#upload", "Upload", "members.xlsx", roster, ("Kind", ImportKind.Members));
        Assert.Contains("已超过 100 个", preview.QuerySelector("main .alert-danger")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("登记在导入范围以外", preview.Body!.TextContent, StringComparison.Ordinal);
        await browser.GetAsync(browser.Path.Replace("Preview", "Annotated", StringComparison.Ordinal));
        Assert.StartsWith("/Import/Preview/", browser.Path, StringComparison.Ordinal);
        // the same file is counted once
        Assert.Single(await db.Audit.Where(entry => entry.Act == "numbers-elsewhere").ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_roster_of_numbers_that_nobody_has_is_counted_too_whichever_column_or_acceptance_asks()
    {
        await installation.AddOrganizationAsync("001.009", "另一个镇党委", "committee");
        await installation.AddOrganizationAsync("001.009.001", "另一个支部");
        using var browser = await installation.SignInAsync("secretary", "001.009.001");
        // one day of birth and its last digits, tried out one after the other
        var alike = await UploadAsync(Enumerable.Range(1, 21)
            .Select(n => Rules.Identity.IdNumber.WithCheck(string.Create(CultureInfo.InvariantCulture, $"99010119900501{n:000}"))));
        Assert.Contains("同一地区同一天出生的已超过 20 个", alike.QuerySelector("main .alert-danger")!.TextContent, StringComparison.Ordinal);
        Assert.Null(alike.QuerySelector("#accept"));
        var draft = browser.Path.Split('/')[^1];
        await browser.FormAsync($"/Import/Accepted/{draft}?validOnly=true", alike);
        Assert.Equal("/Import/Preview/" + draft, browser.Path); // accepted unseen it tells no more
        await using var db = installation.Db();
        Assert.False(await db.Members.AnyAsync(member => member.HomePath == "001.009.001", TestContext.Current.CancellationToken));
        Assert.Equal(21, await LookedUpAsync());

        // of many days: as many as a branch has members, and no more
        var honest = await UploadAsync(Enumerable.Range(0, 400).Select(Born));
        Assert.NotNull(honest.QuerySelector("#accept"));
        await browser.GetAsync(browser.Path); // looked at again
        Assert.Equal(421, await LookedUpAsync());
        var tooMany = await UploadAsync(Enumerable.Range(400, 600).Select(Born));
        Assert.Contains("已超过 1000 个", tooMany.QuerySelector("main .alert-danger")!.TextContent, StringComparison.Ordinal);

        string Born(int day) => Rules.Identity.IdNumber.WithCheck($"990101{new DateOnly(1960, 1, 1).AddDays(20 * day):yyyyMMdd}001");
        Task<int> LookedUpAsync() =>
            db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from number_lookup").SingleAsync(TestContext.Current.CancellationToken);
        async Task<AngleSharp.Html.Dom.IHtmlDocument> UploadAsync(IEnumerable<string> numbers) =>
            await browser.UploadAsync(await browser.GetAsync("/Import"), "#upload", "Upload", "members.xlsx",
            Files.Xlsx([["姓名", "公民身份号码", "所在党支部"], .. numbers.Select(number => (string[])["测试甲", number, "另一个支部"])]), ("Kind", ImportKind.Members));
    }

    [Fact]
    public async Task A_committee_s_first_roster_of_some_thousand_members_goes_through()
    {
        await installation.AddOrganizationAsync("001.009", "另一个镇党委", "committee");
        await installation.AddOrganizationAsync("001.009.001", "另一个支部");
        using var browser = await installation.SignInAsync("clerk", "001.009");
        var numbers = Enumerable.Range(0, 3000)
            .Select(n => Rules.Identity.IdNumber.WithCheck($"990101{new DateOnly(1950, 1, 1).AddDays(7 * (n % 2500)):yyyyMMdd}{n / 2500 + 1:000}"));
        var preview = await browser.UploadAsync(await browser.GetAsync("/Import"), "#upload", "Upload", "members.xlsx",
            Files.Xlsx([["姓名", "公民身份号码", "所在党支部"], .. numbers.Select(number => (string[])["测试甲", number, "另一个支部"])]), ("Kind", ImportKind.Members));
        Assert.Equal(["3000", "0", "0", "0"], preview.QuerySelectorAll("main dl.facts dd").Select(count => count.TextContent));
    }

    [Fact]
    public async Task So_many_files_may_wait_and_one_that_is_discarded_makes_room()
    {
        using var browser = await installation.SignInAsync("clerk", "001.002");
        for (var count = 0; count < Hongyan.Features.Import.Drafts.Most; count++)
            await UploadAsync(browser, "outflow-roster-messy.xlsx");
        Assert.StartsWith("/Import/Preview/", browser.Path, StringComparison.Ordinal);
        var refused = await UploadAsync(browser, "outflow-roster-messy.xlsx");
        Assert.Equal("/Import", browser.Path);
        Assert.Contains("放弃其中的文件", refused.QuerySelector("#Upload_error")!.TextContent, StringComparison.Ordinal);
        var left = await browser.PostAsync(refused, "form[action*=Discard]");
        Assert.Equal(Hongyan.Features.Import.Drafts.Most - 1, left.QuerySelectorAll("form[action*=Discard]").Length);
        await UploadAsync(browser, "outflow-roster-messy.xlsx");
        Assert.StartsWith("/Import/Preview/", browser.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Past_periods_are_overdue_only_when_they_are_asked_for(bool asked)
    {
        using var browser = await installation.SignInAsync("clerk", "001.002");
        var preview = await UploadAsync(browser, "outflow-roster-messy.xlsx");
        await browser.PostAsync(preview, "#accept", ("allPeriods", asked ? "true" : "false"));
        await using var db = installation.Db();
        var duties = await db.Duties.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        var overdue = duties.Where(duty => duty.StateOn(Today.AddDays(1)) is DutyState.Overdue or DutyState.DoneLate or DutyState.Missed)
            .Select(duty => duty.Kind)
            .ToHashSet();
        Assert.Equal(asked, overdue.Contains("home-contact"));
        Assert.Equal(asked, overdue.Contains("pay-dues"));
        Assert.Equal(asked, overdue.Contains("name-contact"));
        Assert.Equal(asked, overdue.Count > 0); // nothing is red on the first morning
        Assert.Equal(asked, !await db.Records.AnyAsync(record => record.Type == "duties-begin", TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("part", "night")]
    public async Task A_long_import_shows_how_far_it_is_and_can_be_stopped()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var browser = await installation.SignInAsync("clerk", "001.002");
        var preview = await UploadAsync(browser, "outflow-roster-messy.xlsx");
        await using (var other = installation.Db())
        {
            // another import goes on, and this one waits for it
            await using var saving = await other.Database.BeginTransactionAsync(cancellation);
            var writing = new RecordServices(installation.Instance, other);
            await new Importer(other, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit).LockAsync(cancellation);
            var running = await browser.PostAsync(preview, "#accept");
            Assert.StartsWith("/Import/Running/", browser.Path, StringComparison.Ordinal);
            Assert.NotNull(running.QuerySelector("main progress"));
            using var stranger = await installation.SignInAsync("clerk", "001.002");
            await stranger.GetAsync(browser.Path);
            Assert.Equal("/Import/Accepted", stranger.Path);

            preview = await browser.PostAsync(running, "#stop");
            Assert.StartsWith("/Import/Preview/", browser.Path, StringComparison.Ordinal);
            Assert.Contains("停止", preview.QuerySelector("main .alert")!.TextContent, StringComparison.Ordinal);
        }
        await using var db = installation.Db();
        Assert.Empty(await db.Sojourns.ToListAsync(cancellation));
        await browser.PostAsync(preview, "#accept");
        Assert.Equal("/Import/Accepted", browser.Path);
        Assert.Equal(29, await db.Sojourns.CountAsync(cancellation));
    }

    [Fact]
    public async Task Nothing_is_saved_before_it_is_accepted_and_the_draft_is_not_readable()
    {
        using var browser = await installation.SignInAsync("clerk", "001.002");
        await UploadAsync(browser, "outflow-roster-messy.xlsx");
        await using var db = installation.Db();
        Assert.Empty(await db.Sojourns.ToListAsync(TestContext.Current.CancellationToken));
        Assert.False((await db.ImportDrafts.SingleAsync(TestContext.Current.CancellationToken)).Content.AsSpan().StartsWith("PK"u8));
    }

    [Fact]
    public async Task Another_column_can_be_chosen()
    {
        using var browser = await installation.SignInAsync("clerk", "001.002");
        var preview = await UploadAsync(browser, "outflow-roster-messy.xlsx");
        var changed = await browser.PostAsync(preview, "#mapping", ("Columns[phone]", "-1"));
        Assert.Equal(["29", "11", "0", "1"], changed.QuerySelectorAll("main dl.facts dd").Select(count => count.TextContent));
        var broken = await browser.PostAsync(changed, "#mapping", ("Columns[departed]", "-1"));
        Assert.Equal(["0", "40", "0", "1"], broken.QuerySelectorAll("main dl.facts dd").Select(count => count.TextContent));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task What_was_not_read_is_said_and_offered_and_can_be_left_out_again()
    {
        using var browser = await installation.SignInAsync("clerk", "001");
        string Roster(int hidden, params string[] names) => Files.SheetOf(Files.Row(1, "", "姓名", "出生年月", "外出时间", "所在支部")
            + string.Concat(names.Select((name, place) => Files.Row(place + 2, place < hidden ? "hidden=\"1\"" : "", name, "1990-01",
                "2026-03-05", "石桥乡新风村党支部"))));
        var page = await browser.GetAsync("/Import");
        var file = Files.Book("", [], ("新风", "visible", Roster(1, "张三", "李四")), ("青石", "visible", Roster(0, "王五")));
        var preview = await browser.UploadAsync(page, "#upload", "Upload", "两张表.xlsx", file);
        Assert.Equal(2, preview.QuerySelectorAll("main .alert-warning button").Length);
        Assert.Contains("另有 1 张工作表表头相同（青石，共 1 行）", preview.QuerySelector("#unread-sheets")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", Rejected(preview));

        var sheets = await browser.PostAsync(preview, "#unread-sheets", ("AllSheets", "true"));
        Assert.Equal("2", Rejected(sheets));
        Assert.Contains("青石!2", sheets.QuerySelector("#problems ~ .card")!.TextContent, StringComparison.Ordinal);
        var all = await browser.PostAsync(sheets, "#unread-hidden-rows", ("HiddenRows", "true"));
        Assert.Equal("3", Rejected(all));
        Assert.Empty(all.QuerySelectorAll("main .alert-warning"));
        Assert.Equal("2", Rejected(await browser.PostAsync(all, "#reading", ("AllSheets", "false"))));

        static string Rejected(IHtmlDocument shown) => shown.QuerySelectorAll("main dl.facts dd").ElementAt(1).TextContent;
    }

    [Fact]
    public async Task The_annotated_copy_can_be_downloaded_by_its_owner_only()
    {
        using var browser = await installation.SignInAsync("clerk", "001.002");
        var preview = await UploadAsync(browser, "outflow-roster-messy.xlsx");
        var address = preview.QuerySelector<IHtmlAnchorElement>("a[download]")!.GetAttribute("href")!;
        using var answer = await browser.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.True((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).AsSpan().StartsWith("PK"u8));

        using var other = await installation.SignInAsync("clerk", "001.002");
        await other.GetAsync(address);
        Assert.Equal("/Import/Accepted", other.Path);
    }

    [Fact]
    public async Task A_refused_file_and_an_organisation_out_of_scope_are_said_at_the_form()
    {
        using var browser = await installation.SignInAsync("clerk", "001.002");
        var page = await browser.GetAsync("/Import");
        var refused = await browser.UploadAsync(page, "#upload", "Upload", "x.xlsx", "<html></html>"u8.ToArray());
        Assert.Contains("网页", refused.QuerySelector("#Upload_error")!.TextContent, StringComparison.Ordinal);
        var large = await browser.UploadAsync(page, "#upload", "Upload", "x.xlsx", new byte[Limits.FileBytes + 1]);
        Assert.Contains("20 MB", large.QuerySelector("#Upload_error")!.TextContent, StringComparison.Ordinal);
        var outside = await browser.UploadAsync(page, "#upload", "Upload", "x.xlsx", Files.Sample("outflow-roster.xlsx"), ("Into", "001"));
        Assert.NotNull(outside.QuerySelector("#Into_error"));
    }

    [Fact]
    public async Task A_secretary_is_not_offered_organisations()
    {
        using var browser = await installation.SignInAsync("secretary", "001.002.001");
        var page = await browser.GetAsync("/Import");
        Assert.Equal(["outflow", "members", "inflow"],
            page.QuerySelectorAll<IHtmlOptionElement>("#Kind option")
                .Select(option => option.Value)
                .OrderByDescending(kind => kind == "outflow")
                .ThenByDescending(kind => kind));
        var refused = await browser.UploadAsync(page, "#upload", "Upload", "x.xlsx", Files.Sample("organizations.xlsx"), ("Kind", "organizations"));
        Assert.NotNull(refused.QuerySelector("#Kind_error"));
    }

    [Theory]
    [InlineData(ImportKind.Organizations)]
    [InlineData(ImportKind.Members)]
    [InlineData(ImportKind.Outflow)]
    [InlineData(ImportKind.Inflow)]
    [InlineData(ImportKind.Announced)]
    public async Task An_empty_roster_has_every_heading_that_is_read(string kind)
    {
        using var browser = await installation.SignInAsync("department", "001");
        Assert.NotNull((await browser.GetAsync("/Import")).QuerySelector($"a[href='/Import?handler=Template&kind={kind}']"));
        var file = await browser.Client.GetByteArrayAsync($"/Import?handler=Template&kind={kind}", TestContext.Current.CancellationToken);
        string[] headings = [.. RosterReader.Read(file).Sheets.Single().Rows[^1].Cells.Select(cell => cell.Text)];
        var roster = Importer.Read(Files.Xlsx(headings, [.. headings.Select(_ => "测")]), kind);
        Assert.All(Features.Import.Layout.Fields.Of(kind), field => Assert.True(roster.Has(field.Key), field.Label));
        Assert.Equal(headings.Length, Features.Import.Layout.Fields.Of(kind).Count);
    }

    private static async Task<IHtmlDocument> UploadAsync(TestBrowser browser, string file)
    {
        var page = await browser.GetAsync("/Import");
        return await browser.UploadAsync(page, "#upload", "Upload", file, Files.Sample(file));
    }
}
