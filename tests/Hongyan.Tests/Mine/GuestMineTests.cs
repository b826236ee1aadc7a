using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Mine;

/// <summary>A guest with an account: what his host holds and his home said, that he may speak to it, and nothing that a home would owe.</summary>
public sealed class GuestMineTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task He_reads_his_homes_answer_and_speaks_to_what_he_was_told()
    {
        var stay = await village.GuestAsync(happened:
        [
            new HomeAsked { On = new(2026, 2, 3), What = ["membership"], Way = "letter", To = GuestSteps.Home },
            new HomeAnswered { On = new(2026, 2, 20), What = "membership", Answer = "other", Text = "正在查找档案" },
            new GuestTold { On = new(2026, 3, 2), Of = "no-member", Way = "visit", Text = "来函称查无此人" },
        ]);
        using var guest = await village.Installation.SignInAsync(Roles.Member, memberId: stay.MemberId);
        var page = await guest.GetAsync("/Mine");
        var text = page.QuerySelector("main")!.TextContent;
        foreach (var said in new[] { GuestSteps.Home + "（系统外）", "正在查找档案", "来函称查无此人" })
            Assert.Contains(said, text, StringComparison.Ordinal);
        foreach (var other in new[] { "组织关系所在支部", "思想汇报", "发放活动证" })
            Assert.DoesNotContain(other, page.QuerySelector("[aria-labelledby=duties]")!.TextContent, StringComparison.Ordinal);
        var form = await guest.GetAsync("/Mine/Write?type=guest-heard");
        await guest.PostAsync(form, "main form[method=post]", ("Text", "我在那里入党"));
        Assert.Equal("/Mine", guest.Path);
        var heard = Assert.Single(await village.RecordsAsync(stay, "guest-heard"));
        Assert.Contains("no-member", heard.Data, StringComparison.Ordinal);
        foreach (var address in new[] { "/Mine/Data", "/Mine/Dues", "/Mine/Certificate", "/Mine/CheckIn", "/Mine/Correction" })
        {
            await guest.GetAsync(address);
            Assert.True((int)guest.Status < 500, $"{address}: {guest.Status}");
        }
    }

    [Fact]
    public async Task Whom_nobody_told_anything_is_asked_to_speak_to_nothing()
    {
        var stay = await village.GuestAsync();
        using var guest = await village.Installation.SignInAsync(Roles.Member, memberId: stay.MemberId);
        var form = await guest.GetAsync("/Mine/Write?type=guest-heard");
        Assert.Null(form.QuerySelector("main form[method=post] [name=Text]"));
        using var clerk = await village.ClerkAsync();
        await clerk.GetAsync($"/Members/{stay.MemberId}");
        Assert.Equal(System.Net.HttpStatusCode.OK, clerk.Status);
    }
}
