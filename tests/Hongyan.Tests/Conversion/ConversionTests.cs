using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Conversion;

/// <summary>Probation ended on 20 April 2026; it is 10 May.</summary>
public sealed class ConversionTests : IAsyncLifetime
{
    private static readonly DateOnly End = new(2026, 4, 20);
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Asked_answered_decided_and_approved_makes_a_full_member_whose_seniority_counts_from_the_end_of_probation()
    {
        var sojourn = await OnProbationAsync();
        using var home = await village.SecretaryAsync();
        await StepAsync(home, sojourn, "conversion-opinion-asked");
        using var host = await village.SecretaryAsync(Village.Host);
        var page = await host.PostAsync(await host.GetAsync(Course(sojourn)), "main form", ("Input.Opinion", "convert"), ("Input.Text", "一贯认真，同意转正。"));
        Assert.Contains("同意按期转正", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        page = await StepAsync(home, sojourn, "conversion-decided", ("Input.Result", "converted"));
        Assert.Contains("一贯认真", page.QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("probationary", (await MemberAsync(sojourn)).Status);
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        await StepAsync(clerk, sojourn, "conversion-approved", ("Input.Note", "镇委〔2026〕9号"));
        var member = await MemberAsync(sojourn);
        Assert.Equal(("full", End, End), (member.Status, member.ProbationEnds, member.FullSince));
        foreach (var kind in new[] { "ask-conversion-opinion", "conversion-opinion", "conversion-meeting", "conversion-approval" })
            Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, kind)).DoneOn);
        page = await clerk.GetAsync(Course(sojourn));
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Contains("镇委〔2026〕9号", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_host_never_blocks_and_the_reason_is_kept()
    {
        var sojourn = await OnProbationAsync(new ConversionOpinionAsked { On = new DateOnly(2026, 3, 1) });
        using var home = await village.SecretaryAsync();
        await StepAsync(home, sojourn, "conversion-decided", ("Input.Result", "converted"), ("Input.WithoutOpinion", " "));
        var decided = await DecidedAsync(sojourn);
        Assert.Equal("2026-03-01 已征求意见，流入地未答复", decided.WithoutOpinion);
        Assert.Equal(End, decided.ProbationEnds);
    }

    [Theory]
    [InlineData("2026-09-20", "最早到 2026-10-20")]
    [InlineData("2027-04-21", "最晚到 2027-04-20")]
    public async Task An_extension_shorter_than_half_a_year_or_longer_than_a_year_is_refused(string until, string reason)
    {
        var sojourn = await OnProbationAsync();
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync(Course(sojourn, "conversion-decided"));
        var page = await home.PostAsync(form, "main form", ("Input.Result", "extended"), ("Input.ExtendedTo", until), ("Input.Note", "到会九人"));
        Assert.Contains(reason, page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("到会九人", page.QuerySelector("[name='Input.Note']")!.GetAttribute("value"));
        Assert.Empty(await village.RecordsAsync(sojourn, "conversion-decided"));
    }

    [Fact]
    public async Task An_approved_extension_moves_the_end_and_a_second_one_is_refused()
    {
        var until = new DateOnly(2026, 10, 20);
        var sojourn = await OnProbationAsync();
        using var home = await village.SecretaryAsync();
        await StepAsync(home, sojourn, "conversion-decided", ("Input.Result", "extended"), ("Input.ExtendedTo", "2026-10-20"));
        Assert.Equal(End, (await MemberAsync(sojourn)).ProbationEnds);
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        await StepAsync(clerk, sojourn, "conversion-approved");
        var member = await MemberAsync(sojourn);
        Assert.Equal(("probationary", until, null), (member.Status, member.ProbationEnds, member.FullSince));
        Assert.Equal(new DateOnly(2026, 5, 20), (await village.DutyAsync(sojourn, "conversion-meeting")).DueOn);

        village.Installation.Clock.MoveTo(new DateOnly(2026, 10, 25));
        using var later = await village.SecretaryAsync();
        using var laterClerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var form = await later.GetAsync(Course(sojourn, "conversion-decided"));
        var page = await later.PostAsync(form, "main form", ("Input.Result", "extended"), ("Input.ExtendedTo", "2027-06-20"));
        Assert.Contains("只能延长一次", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        await later.PostAsync(page, "main form", ("Input.Result", "converted"));
        await StepAsync(laterClerk, sojourn, "conversion-approved");
        member = await MemberAsync(sojourn);
        Assert.Equal(("full", until), (member.Status, member.FullSince));
    }

    [Fact]
    public async Task A_corrected_decision_takes_back_what_it_had_done()
    {
        var sojourn = await OnProbationAsync();
        using var home = await village.SecretaryAsync();
        await StepAsync(home, sojourn, "conversion-decided", ("Input.Result", "converted"));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        await StepAsync(clerk, sojourn, "conversion-approved");
        var old = (await village.RecordsAsync(sojourn, "conversion-decided")).Single().Id;
        var form = await home.GetAsync($"{Course(sojourn, "conversion-decided")}&corrects={old}");
        await home.PostAsync(form, "main form", ("Input.Result", "extended"), ("Input.ExtendedTo", "2026-12-20"));
        var member = await MemberAsync(sojourn);
        Assert.Equal(("probationary", new DateOnly(2026, 12, 20), null), (member.Status, member.ProbationEnds, member.FullSince));
        Assert.Equal(2, (await village.RecordsAsync(sojourn, "conversion-decided")).Count);
    }

    [Fact]
    public async Task A_decision_before_the_end_of_probation_and_an_approval_before_the_decision_are_refused()
    {
        var sojourn = await OnProbationAsync();
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync(Course(sojourn, "conversion-decided"));
        var page = await home.PostAsync(form, "main form", ("Input.Result", "converted"), ("Input.On", "2026-04-19"));
        Assert.Contains("2026-04-20 才满", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        await home.PostAsync(page, "main form", ("Input.On", "2026-05-02"));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        page = await StepAsync(clerk, sojourn, "conversion-approved", ("Input.On", "2026-05-01"));
        Assert.Contains("批准不能更早", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_step_is_its_own_sides_and_is_taken_once()
    {
        var sojourn = await OnProbationAsync();
        using var host = await village.SecretaryAsync(Village.Host);
        await host.GetAsync(Course(sojourn, "conversion-decided"));
        Assert.Equal(HttpStatusCode.Forbidden, host.Status);
        using var home = await village.SecretaryAsync();
        await home.GetAsync(Course(sojourn, "conversion-opinion"));
        Assert.Equal(HttpStatusCode.Forbidden, home.Status);
        var form = await home.GetAsync(Course(sojourn, "conversion-decided"));
        await home.PostAsync(form, "main form", ("Input.Result", "converted"));
        await home.GetAsync(Course(sojourn));
        await home.PostAsync(form, "main form", ("Input.Result", "converted"));
        Assert.Single(await village.RecordsAsync(sojourn, "conversion-decided"));
        await home.GetAsync(Course(sojourn, "conversion-approved"));
        Assert.Equal(HttpStatusCode.Forbidden, home.Status);
        using var stranger = await village.SecretaryAsync(Village.Neighbour);
        await stranger.GetAsync(Course(sojourn));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task A_cancelled_probation_ends_the_membership()
    {
        var sojourn = await OnProbationAsync();
        using var home = await village.SecretaryAsync();
        await StepAsync(home, sojourn, "conversion-decided", ("Input.Result", "cancelled"));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        await StepAsync(clerk, sojourn, "conversion-approved");
        Assert.Equal(Village.Today, (await MemberAsync(sojourn)).LeftOn);
    }

    private static string Course(Sojourn sojourn, string? type = null) =>
        $"/Conversion/{sojourn.MemberId}/{sojourn.Id}{(type is null ? null : "?type=" + type)}";

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> StepAsync(
        TestBrowser browser, Sojourn sojourn, string type, params (string, string)[] values) =>
        await browser.PostAsync(await browser.GetAsync(Course(sojourn, type)), "main form", values);

    private async Task<Member> MemberAsync(Sojourn sojourn)
    {
        await using var db = village.Installation.Db();
        return await db.Members.AsNoTracking().SingleAsync(m => m.Id == sojourn.MemberId, TestContext.Current.CancellationToken);
    }

    private async Task<ConversionDecided> DecidedAsync(Sojourn sojourn) =>
        (ConversionDecided)EventJson.Read((await village.RecordsAsync(sojourn, "conversion-decided")).Single().Data);

    private async Task<Sojourn> OnProbationAsync(params SojournEvent[] more)
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(m => m.Id == sojourn.MemberId, TestContext.Current.CancellationToken);
        (member.Status, member.Joined, member.ProbationEnds) = ("probationary", End.AddYears(-1), End);
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        var held = await recording.HoldAsync(sojourn.MemberId, sojourn.Id, TestContext.Current.CancellationToken);
        await recording.AddAsync(held!, [new ReportedIn { On = new DateOnly(2026, 1, 9) }, new Placed { On = new DateOnly(2026, 1, 12) }, .. more],
            TestContext.Current.CancellationToken);
        await recording.SaveAsync(TestContext.Current.CancellationToken);
        return sojourn;
    }
}
