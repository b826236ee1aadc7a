using System.Net;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Agreements;

/// <summary>An agreement of two committees on the pages: chosen, drafted row by row, sent, answered, signed, consulted on.</summary>
public sealed class AgreementTests : IAsyncLifetime
{
    private Two two = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => two = await Two.NewAsync();

    public ValueTask DisposeAsync() => two.DisposeAsync();

    [Fact]
    public async Task From_the_choice_of_the_partner_to_both_signatures_it_takes_both_parties_and_is_in_force()
    {
        await two.SignAsync();
        var one = await two.KeptAsync();
        Assert.Equal(("in-force", "测试共管协议"), (one.State, one.Title));
        Assert.Equal(["agreement-drafted", "agreement-sent", "agreement-answered", "agreement-signed", "agreement-signed"],
            (await two.RecordsAsync()).Select(record => record.Type));
        var page = await two.Host.GetAsync(two.Address);
        Assert
            .Empty(page.QuerySelectorAll("main a[href*='type=agreement-signed'], main a[href*='type=agreement-sent'], main a[href*='type=agreement-drafted']"));
        Assert.Contains("SHA-256", page.QuerySelector("main .hash")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("起有效", page.QuerySelector("main .badge.bg-green-lt")!.TextContent, StringComparison.Ordinal);
        await using var db = two.Installation.Db();
        Assert.Equal(5, await db.Audit.CountAsync(act => act.Subject == one.Id.ToString(), Stop));
    }

    [Fact]
    public async Task Add_a_row_keeps_all_that_was_typed_and_saves_nothing()
    {
        var form = await two.ChooseAsync();
        var again = await two.Home.PostAsync(form, Two.Form,
            [.. Two.Text().Where(value => value.Item1 != "Values[contacts.rows]" && !value.Item1.StartsWith("Values[contacts.1", StringComparison.Ordinal)),
            ("add", "duties")]);
        Assert.Equal(HttpStatusCode.OK, two.Home.Status);
        Assert.Equal("测试共管协议", again.QuerySelector("[name='Values[title]']")!.GetAttribute("value"));
        Assert.Equal("通报情况", again.QuerySelector("[name='Values[duties.0.text]']")!.GetAttribute("value"));
        Assert.Equal("90.5", again.QuerySelector("[name='Values[targets.0.value]']")!.GetAttribute("value"));
        Assert.NotNull(again.QuerySelector("[name='Values[duties.1.text]']"));
        Assert.Null(again.QuerySelector("[aria-invalid=true]"));
        Assert.Empty(await two.RecordsAsync());
        await two.Home.PostAsync(again, Two.Form,
            [.. Two.Text(), ("Values[duties.1.text]", "移交名册"), ("Values[duties.1.owes]", "proposer"), ("Values[duties.1.every]", "once"),
            ("Values[duties.1.on]", "2026-06-30")]);
        Assert.Contains("移交名册", Assert.Single(await two.RecordsAsync()).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_waits_finds_all_its_rows_again()
    {
        var again = await two.Home.PostAsync(await two.ChooseAsync(), Two.Form, [.. Two.Text(), ("add", "duties")]);
        await two.Home.PostAsync(again, Two.Form, [.. Two.Text(), ("Values[duties.1.text]", "移交名册"), ("add", "duties")]);
        var later = await two.ChooseAsync();
        Assert.Equal("移交名册", later.QuerySelector("[name='Values[duties.1.text]']")!.GetAttribute("value"));
        Assert.Equal("联络乙", later.QuerySelector("[name='Values[contacts.1.name]']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("Values[duties.0.owes]", "", "duties.0.owes")]
    [InlineData("Values[duties.0.owes]", "x", "duties.0.owes")]
    [InlineData("Values[targets.0.value]", "viel", "targets.0.value")]
    [InlineData("Values[contacts.0.phone]", "12", "contacts.0.phone")]
    [InlineData("Values[until]", "2026-05-09", "until")]
    [InlineData("Values[until]", "2031-05-10", "until")]
    [InlineData("Values[guarantees]", "", "guarantees")]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_saved(string name, string value, string field)
    {
        var answer = await two.Home.PostAsync(await two.ChooseAsync(), Two.Form, [.. Two.Text().Where(one => one.Item1 != name), (name, value)]);
        Assert.NotNull(answer.QuerySelector($"[name='Values[{field}]'][aria-invalid=true]"));
        await using var db = two.Installation.Db();
        Assert.Empty(await db.Cases.Where(one => one.Kind == "agreement").ToListAsync(Stop));
    }

    [Fact]
    public async Task Oneself_a_superior_an_inferior_and_another_kind_are_not_found_and_refused()
    {
        foreach (var name in new[] { "测试镇党委", "测试县委", "测试村" })
            Assert.Null((await two.Home.GetAsync($"/Cases/agreement/New?q={Uri.EscapeDataString(name)}")).QuerySelector("main .choices a"));
        await using var db = two.Installation.Db();
        foreach (var (path, said) in new[] { (Village.HomeCommittee, "refusal.party-itself"), (Village.County, "refusal.party-line"),
            (Village.Home, "refusal.party-kind"), (Village.Host, "refusal.party-kind") })
        {
            var id = await db.Organizations.Where(one => one.Path == path).Select(one => one.Id).SingleAsync(Stop);
            var page = await two.Home.GetAsync($"/Cases/agreement/New?partner={id}");
            Assert.Equal(HttpStatusCode.Forbidden, two.Home.Status);
            Assert.Contains(TextBook.Whole.Folders["Records"][said][TextBook.Chinese], page.QuerySelector(".alert-warning")!.TextContent,
                StringComparison.Ordinal);
        }
        using var secretary = await two.Village.SecretaryAsync();
        await secretary.GetAsync("/Cases/agreement/New"); // a branch pairs up, and agrees nothing
        Assert.Equal(HttpStatusCode.Forbidden, secretary.Status);
        Assert.NotNull((await secretary.GetAsync("/Cases/pairing/New?q=社区")).QuerySelector("main .choices a"));
    }

    [Fact]
    public async Task An_answer_and_a_signature_to_an_old_version_are_refused_with_the_day_of_the_change()
    {
        await two.SendAsync();
        var old = await two.Host.GetAsync(two.Address + "/Record?type=agreement-answered&side=partner");
        Assert.Equal("1", old.QuerySelector("[name='Values[version]']")!.GetAttribute("value"));
        await two.TellAsync(two.Host, "agreement-answered", "partner", ("Values[answer]", "change"), ("Values[text]", "请写明期限"));
        await two.TellAsync(two.Home, "agreement-drafted", "proposer", ("Values[title]", "第二稿"));
        await two.TellAsync(two.Home, "agreement-sent", "proposer");
        var refused = await two.Host.FormAsync(two.Address + "/Record?type=agreement-answered&side=partner", old,
            ("Values[on]", "2026-05-10"), ("Values[version]", old.QuerySelector("[name='Values[version]']")!.GetAttribute("value")!),
                ("Values[answer]", "agree"));
        Assert.Equal(HttpStatusCode.Forbidden, two.Host.Status);
        Assert.Contains("文本已于", refused.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("sent", (await two.KeptAsync()).State);
        await two.TellAsync(two.Host, "agreement-answered", "partner", ("Values[answer]", "agree"));
        await two.TellAsync(two.Home, "agreement-signed", "proposer", ("Values[signer]", "甲"), ("Values[post]", "书记"), ("Values[version]", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, two.Home.Status);
        Assert.Equal("agreed", (await two.KeptAsync()).State);
        Assert.Equal("第二稿", (await two.KeptAsync()).Title);
    }

    [Fact]
    public async Task A_new_draft_begins_with_the_text_there_is()
    {
        await two.DraftAsync();
        var form = await two.Home.GetAsync(two.Address + "/Record?type=agreement-drafted&side=proposer");
        Assert.Equal("测试共管协议", form.QuerySelector("[name='Values[title]']")!.GetAttribute("value"));
        Assert.Equal("联络乙", form.QuerySelector("[name='Values[contacts.1.name]']")!.GetAttribute("value"));
        Assert.Equal("quarter", form.QuerySelector("[name='Values[duties.0.every]'] option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Minutes_have_decisions_that_both_owe_and_the_other_party_confirms_them()
    {
        await two.SignAsync();
        await two.ConsultAsync(two.Home, "proposer", ("Values[decisions.0.text]", "补报电话"), ("Values[decisions.0.owes]", "both"),
            ("Values[decisions.0.on]", "2026-05-31"));
        Assert.Equal(two.Address, two.Home.Path);
        foreach (var (browser, also) in new[] { (two.Home, false), (two.Host, true) })
        {
            var list = (await browser.GetAsync("/Worklist")).QuerySelector("main")!.TextContent;
            Assert.Contains("落实会商事项", list, StringComparison.Ordinal);
            Assert.Equal(also, list.Contains("确认会商纪要", StringComparison.Ordinal));
        }
        var page = await two.Host.GetAsync(two.Address);
        Assert.Contains("补报电话", page.QuerySelector("ul[aria-labelledby=owed]")!.TextContent, StringComparison.Ordinal);
        await two.TellAsync(two.Host, "minutes-confirmed", "partner");
        await two.TellAsync(two.Host, "follow-up-done", "partner", ("Values[text]", "已补报"));
        Assert.Equal(two.Address, two.Host.Path);
        await using var db = two.Installation.Db();
        var kept = (await db.Duties.AsNoTracking().ToListAsync(Stop)).Where(duty => duty.CaseKind == "agreement").ToLookup(duty => (duty.Kind, duty.Side));
        Assert.NotNull(kept[("confirm-minutes", "partner")].Single().DoneOn);
        Assert.Equal(("1.1", true, false), (kept[("follow-up", "partner")].Single().Part, kept[("follow-up", "partner")].Single().DoneOn is not null,
            kept[("follow-up", "proposer")].Single().DoneOn is not null));
        Assert.All(kept[("consult-agreement", "proposer")].Concat(kept[("consult-agreement", "partner")]).Where(duty => duty.Period == "2026-Q2"), duty =>
            Assert.NotNull(duty.DoneOn));
    }

    [Fact]
    public async Task A_consultation_before_it_is_in_force_or_without_the_other_side_is_refused()
    {
        await two.SendAsync();
        await two.Home.GetAsync(two.Address + "/Record?type=consulted&side=proposer");
        Assert.Equal(HttpStatusCode.Forbidden, two.Home.Status);
        Assert.Null((await two.Home.GetAsync(two.Address)).QuerySelector("main a[href*='type=consulted']"));
        await two.TellAsync(two.Host, "agreement-answered", "partner", ("Values[answer]", "agree"));
        await two.TellAsync(two.Home, "agreement-signed", "proposer", ("Values[signer]", "甲书记"), ("Values[post]", "书记"));
        await two.TellAsync(two.Host, "agreement-signed", "partner", ("Values[signer]", "乙书记"), ("Values[post]", "书记"));
        var answer = await two.ConsultAsync(two.Home, "proposer", ("Values[partnerPresent]", ""));
        Assert.NotNull(answer.QuerySelector("[name='Values[partnerPresent]'][aria-invalid=true]"));
        answer = await two.ConsultAsync(two.Home, "proposer", ("Values[minutes]", "太短"));
        Assert.NotNull(answer.QuerySelector("[name='Values[minutes]'][aria-invalid=true]"));
    }

    [Fact]
    public async Task Who_stands_above_either_party_sees_it_without_phones_and_writes_nothing_and_nobody_else_finds_it()
    {
        await two.SignAsync();
        Assert.Contains("19900000012", (await two.Host.GetAsync(two.Address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var department = await two.Installation.SignInAsync(Roles.Department, Village.County);
        var page = await department.GetAsync(two.Address);
        Assert.Equal(HttpStatusCode.OK, department.Status);
        Assert.DoesNotContain("19900000012", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main a[href*='/Record?']"));
        await department.GetAsync(two.Address + "/Record?type=consulted&side=proposer");
        Assert.Equal(HttpStatusCode.Forbidden, department.Status);
        await two.Installation.AddOrganizationAsync("009", "外县组织部", "organization-department");
        foreach (var (role, path) in new[] { (Roles.Department, "009"), (Roles.Secretary, Village.Home), (Roles.Secretary, Village.Host) })
        {
            using var other = await two.Installation.SignInAsync(role, path);
            foreach (var rest in new[] { "", "/Record?type=consulted&side=proposer" })
            {
                await other.GetAsync(two.Address + rest);
                Assert.Equal(HttpStatusCode.NotFound, other.Status);
            }
        }
        var member = (await two.Village.AwayAsync("测试员")).MemberId;
        using var self = await two.Installation.SignInAsync(Roles.Member, memberId: member);
        await self.GetAsync(two.Address);
        Assert.Equal(HttpStatusCode.Forbidden, self.Status);
    }

    [Fact]
    public async Task Phones_are_encrypted_in_the_database()
    {
        await two.DraftAsync();
        await using var db = two.Installation.Db();
        var kept = await db.Database.SqlQuery<string>($"select data::text as \"Value\" from record where case_kind <> 'sojourn'").SingleAsync(Stop);
        Assert.DoesNotContain("19900000011", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("联络甲", kept, StringComparison.Ordinal);
        Assert.Contains("19900000011", (await two.RecordsAsync())[0].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_puts_it_in_force_and_lets_it_lapse()
    {
        await two.SendAsync();
        await two.TellAsync(two.Host, "agreement-answered", "partner", ("Values[answer]", "agree"));
        await two.TellAsync(two.Home, "agreement-signed", "proposer", ("Values[signer]", "甲书记"), ("Values[post]", "书记"));
        await two.TellAsync(two.Host, "agreement-signed", "partner", ("Values[signer]", "乙书记"), ("Values[post]", "书记"));
        two.Installation.Clock.MoveTo(new DateOnly(2028, 1, 1));
        await new CaseRenewal(two.Installation.Instance).RunAsync(Stop);
        Assert.Equal("lapsed", (await two.KeptAsync()).State);
    }
}
