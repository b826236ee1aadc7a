using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Records;

/// <summary>The forms that are more than a record: whoever sends a stale one is told what changed, keeps what he typed, and may send it again.</summary>
public sealed class StaleFormTests : IAsyncLifetime
{
    private const string Typed = "这是刚刚写下的";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("/Dues/Pay?who={s}&side=home", "Lines[0].Reason", "main form[method=post]")]
    [InlineData("/Dues/Set?who={s}", "Reason", "main form[method=post]")]
    [InlineData("/Dues/Reduction?sojourn={s}", "Input.Reason", "main form[method=post]")]
    [InlineData("/Correspondence/New?member={m}&sojourn={s}&side=home", "Text", "main form[method=post]")]
    [InlineData("/Conversion/{m}/{s}", "Input.Note", "main form[method=post]")]
    [InlineData("/Transfers/Stay/{m}/{s}", "To", "form.issue")]
    public async Task Who_sends_a_stale_form_is_told_once_and_loses_nothing(string address, string field, string form)
    {
        var placed = new DateOnly(2026, 2, 1);
        var stay = await village.AwayAsync("测试甲", host: Village.Host, happened:
        [
            new ReportedIn { On = placed }, new Placed { On = placed }, new TransferStarted { On = placed },
        ]);
        await ProbationaryAsync(stay);
        using var home = await village.Installation.SignInAsync("clerk", Village.HomeCommittee);
        using var host = await village.SecretaryAsync(Village.Host);
        var typing = await home.GetAsync(address.Replace("{m}", $"{stay.MemberId}", StringComparison.Ordinal)
            .Replace("{s}", $"{stay.Id}", StringComparison.Ordinal));
        await WriteAsync(host, stay, "served", ("Values[kind]", "job"), ("Values[note]", "不便外传的事"));

        var told = await home.PostAsync(typing, form, (field, Typed));
        Assert.Equal(HttpStatusCode.Conflict, home.Status);
        var alert = told.QuerySelectorAll(".meanwhile").Single().TextContent;
        Assert.Contains("服务", alert, StringComparison.Ordinal);
        Assert.Contains("测试社区党支部", alert, StringComparison.Ordinal);
        Assert.DoesNotContain("别人已有记录", told.QuerySelector(".error-summary")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Equal(Typed, ValueOf(told.QuerySelector($"{form} [name='{field}']")!));

        var again = await home.PostAsync(told, form);
        Assert.Empty(again.QuerySelectorAll(".meanwhile"));
    }

    [Fact]
    public async Task What_the_other_side_may_not_read_is_not_told_in_passing()
    {
        var stay = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        using var host = await village.SecretaryAsync(Village.Host);
        var typing = await host.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type=reported-in&side=host");
        await WriteAsync(home, stay, "care", ("Values[kind]", "hardship"), ("Values[note]", "家中有重病人"));
        var told = await host.PostAsync(typing, "main form");
        Assert.Equal(HttpStatusCode.Conflict, host.Status);
        var alert = told.QuerySelector(".meanwhile")!.TextContent;
        Assert.Contains("关怀慰问", alert, StringComparison.Ordinal);
        Assert.DoesNotContain("重病人", alert, StringComparison.Ordinal);
        Assert.DoesNotContain("困难帮扶", alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_can_no_longer_be_sent_stays_on_the_page()
    {
        var stay = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        using var other = await village.SecretaryAsync();
        var typing = await home.GetAsync($"/Correspondence/New?member={stay.MemberId}&sojourn={stay.Id}&side=home");
        await WriteAsync(other, stay, "cancelled");
        var told = await home.PostAsync(typing, "main form[method=post]", ("Text", Typed));
        Assert.Equal(HttpStatusCode.Conflict, home.Status);
        var refused = await home.PostAsync(told, "main form[method=post]");
        Assert.Equal(HttpStatusCode.Forbidden, home.Status);
        Assert.Contains("已撤销", refused.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Typed, ValueOf(refused.QuerySelector("[name=Text]")!));
        Assert.Empty(await village.RecordsAsync(stay, "feedback"));
    }

    private static async Task WriteAsync(TestBrowser browser, Sojourn stay, string type, params (string, string)[] values)
    {
        await browser.PostAsync(await browser.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type={type}"), "main form", values);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    private static string ValueOf(IElement field) => field switch
    {
        IHtmlTextAreaElement area => area.Value.Trim(),
        IHtmlInputElement input => input.Value,
        _ => "",
    };

    private async Task ProbationaryAsync(Sojourn stay)
    {
        await using var db = village.Installation.Db();
        await db.Members.Where(m => m.Id == stay.MemberId)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, "probationary").SetProperty(m => m.ProbationEnds, new DateOnly(2026, 7, 1)));
    }
}
