using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Members;

/// <summary>A change of one field does what hangs on that field, and nothing else.</summary>
public sealed class ChangeEffectTests : IAsyncLifetime
{
    private static readonly DateOnly Joined = new(2025, 4, 20);
    private Village village = null!;
    private Sojourn stay = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Page => $"/Members/{stay.MemberId}/Change";

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("测试甲", host: Village.Host);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Who_has_left_is_not_changed_and_stays_away()
    {
        using var secretary = await village.SecretaryAsync();
        var form = await secretary.GetAsync($"{Page}?field=phone");
        await using (var db = village.Installation.Db())
            await db.Members.ExecuteUpdateAsync(set => set.SetProperty(member => member.LeftOn, new DateOnly(2026, 5, 1)), Stop);
        Assert.Null((await secretary.GetAsync($"/Members/{stay.MemberId}")).QuerySelector($"a[href='{Page}']"));
        foreach (var address in new[] { Page, $"{Page}?field=phone" })
        {
            var refused = await secretary.GetAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, secretary.Status);
            Assert.Contains("2026-05-01 起不在本组织", refused.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Null(refused.QuerySelector("main form"));
        }
        await secretary.FormAsync(Page, form, ("Field", "phone"), ("Input.Value", "19900000022"), ("Input.Kind", "corrected"),
            ("Input.Reason", "x"), ("Input.Paper", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, secretary.Status);
        var member = await OnlyAsync();
        Assert.Equal((new DateOnly(2026, 5, 1), "19900000001"), (member.LeftOn!.Value, member.Phone));
    }

    [Fact]
    public async Task A_wish_of_somebody_who_has_left_is_answered_and_not_carried_out()
    {
        var asked = await AskAsync();
        await using (var db = village.Installation.Db())
            await db.Members.ExecuteUpdateAsync(set => set.SetProperty(member => member.LeftOn, new DateOnly(2026, 5, 1)), Stop);
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.GetAsync($"/Members/{stay.MemberId}/Corrections/{asked}");
        Assert.Null(page.QuerySelector("main a[href*='/Change']"));
        Assert.Contains("基本信息不再更改", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await secretary.PostAsync(page, "main form", ("Outcome", "refused"), ("Answer", "已转出"));
        Assert.Equal("/Members/Corrections", secretary.Path);
    }

    [Theory]
    [InlineData("phone", "19900000022")]
    [InlineData("joined", "2025-05-20")]
    public async Task Who_was_converted_keeps_the_end_of_his_probation(string field, string value)
    {
        await BeAsync("full", Joined, Joined.AddYears(1), fullSince: Joined.AddYears(1));
        await ChangeAsync(field, value);
        var member = await OnlyAsync();
        Assert.Equal((Joined.AddYears(1), Joined.AddYears(1)), (member.ProbationEnds, member.FullSince));
        Assert.Equal(value, Features.Members.BasicFields.Of(member, field));
    }

    [Fact]
    public async Task An_end_of_probation_counted_from_the_day_of_joining_moves_with_it_and_so_do_its_duties()
    {
        await BeAsync("probationary", Joined, Joined.AddYears(1));
        Assert.Equal(new DateOnly(2026, 4, 20), (await village.DutyAsync(stay, "ask-conversion-opinion")).DueOn);
        await ChangeAsync("joined", "2025-05-20");
        Assert.Equal(new DateOnly(2026, 5, 20), (await OnlyAsync()).ProbationEnds);
        Assert.Equal(new DateOnly(2026, 5, 20), (await village.DutyAsync(stay, "ask-conversion-opinion")).DueOn);
    }

    [Fact]
    public async Task An_end_of_probation_that_was_extended_stays()
    {
        await BeAsync("probationary", Joined, new(2026, 10, 20));
        await ChangeAsync("joined", "2025-05-20");
        Assert.Equal(new DateOnly(2026, 10, 20), (await OnlyAsync()).ProbationEnds);
    }

    [Fact]
    public async Task Nobody_is_born_after_he_joined()
    {
        await BeAsync("full", Joined, ends: null);
        var page = await ChangeAsync("born", "2025-04-21");
        Assert.Contains("入党日期早于出生日期", page.QuerySelector("#Input_Value_error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(1990, 5, 1), (await OnlyAsync()).Born);
        await ChangeAsync("born", "1990-05-02");
        Assert.Equal(new DateOnly(1990, 5, 2), (await OnlyAsync()).Born);
    }

    [Fact]
    public async Task A_migrant_worker_is_not_urged_to_transfer()
    {
        await WriteAsync(new ReportedIn { On = new(2026, 1, 9) }, new Placed { On = new(2026, 1, 12) },
            new TransferConditionMet { On = new(2026, 5, 2), Rule = "fixed-place" });
        Assert.True(await IsUrgedAsync());
        await ChangeAsync("migrantWorker", "yes");
        Assert.False(await IsUrgedAsync());
        await ChangeAsync("migrantWorker", "no");
        Assert.True(await IsUrgedAsync());
    }

    [Fact]
    public async Task Many_records_and_duties_are_kept_in_as_many_statements_as_a_few()
    {
        await BeAsync("probationary", Joined, Joined.AddYears(1));
        using var secretary = await village.SecretaryAsync();
        using var statements = new Statements();
        var few = await CountAsync("2025-05-20");
        await WriteAsync([.. Enumerable.Range(1, 40).Select(day => new Contact { On = new DateOnly(2026, 2, 1).AddDays(day), Reached = true })]);
        Assert.Equal(few, await CountAsync("2025-06-20"));

        async Task<int> CountAsync(string joined)
        {
            var form = await secretary.GetAsync($"{Page}?field=joined");
            statements.Take();
            await secretary.PostAsync(form, "main form", Values(joined));
            var asked = statements.Take();
            Assert.Equal(DateOnly.Parse(joined, System.Globalization.CultureInfo.InvariantCulture), (await OnlyAsync()).Joined);
            return asked.Count(text => text.Contains("sojourn", StringComparison.Ordinal) || text.Contains("duty", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_log_keeps_what_a_member_was_answered()
    {
        var asked = await AskAsync();
        using var secretary = await village.SecretaryAsync();
        await secretary.PostAsync(await secretary.GetAsync($"{Page}?request={asked}"), "main form", ("Input.Paper", "毕业证书"), ("Input.Answer", "已核对毕业证书"));
        await using var db = village.Installation.Db();
        Assert.Equal("已核对毕业证书", (await db.Audit.SingleAsync(entry => entry.Act == "correction-answered", Stop)).Reason);
    }

    [Fact]
    public async Task The_list_of_what_is_wrong_names_the_field_of_a_sentence_that_does_not()
    {
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.PostAsync(await secretary.GetAsync($"{Page}?field=phone"), "main form");
        Assert.Equivalent(new[] { "新的电话：请填写此项。", "原因：请填写此项。", "看过的证件或材料：请填写此项。", "请选择变动或更正。" },
            page.QuerySelectorAll(".error-summary li").Select(line => line.TextContent), strict: true);
        Assert.Equal("请填写此项。", page.QuerySelector("#Input_Reason_error")!.TextContent);
    }

    private static (string Name, string Value)[] Values(string value) =>
        [("Input.Value", value), ("Input.Kind", "corrected"), ("Input.Reason", "登记有误"), ("Input.Paper", "入党志愿书")];

    private async Task<IHtmlDocument> ChangeAsync(string field, string value)
    {
        using var secretary = await village.SecretaryAsync();
        return await secretary.PostAsync(await secretary.GetAsync($"{Page}?field={field}"), "main form", Values(value));
    }

    private async Task<Guid> AskAsync()
    {
        using var self = await village.Installation.SignInAsync(Roles.Member, memberId: stay.MemberId);
        await self.PostAsync(await self.GetAsync("/Mine/Correction"), "main form", ("Field", "education"), ("Wish", "大专"));
        await using var db = village.Installation.Db();
        return await db.CorrectionRequests.Select(request => request.Id).SingleAsync(Stop);
    }

    private async Task BeAsync(string status, DateOnly joined, DateOnly? ends, DateOnly? fullSince = null)
    {
        await using (var db = village.Installation.Db())
        {
            var member = await db.Members.SingleAsync(Stop);
            (member.Status, member.Joined, member.ProbationEnds, member.FullSince) = (status, joined, ends, fullSince);
            await db.SaveChangesAsync(Stop);
        }
        await WriteAsync(new ReportedIn { On = new(2026, 1, 9) }, new Placed { On = new(2026, 1, 12) });
    }

    private async Task WriteAsync(params SojournEvent[] happened)
    {
        await using var db = village.Installation.Db();
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        var held = await recording.HoldAsync(stay.MemberId, stay.Id, Stop);
        Assert.True(await recording.AddAsync(held!, happened, Stop));
        await recording.SaveAsync(Stop);
    }

    private async Task<bool> IsUrgedAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Duties.AnyAsync(duty => duty.CaseId == stay.Id && duty.Kind == "urge-transfer", Stop);
    }

    private async Task<Member> OnlyAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Members.AsNoTracking().SingleAsync(Stop);
    }
}
