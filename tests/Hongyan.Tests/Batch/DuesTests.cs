using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Batch;

/// <summary>Dues of many: each has his own months and amount, and gets a receipt of his own.</summary>
public sealed class DuesTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private static readonly DuesSet Set = new() { On = new(2026, 1, 5), From = "2026-01", Monthly = 15 };
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_month_of_the_row_is_ticked_for_each_and_more_than_is_due_is_refused_for_one()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲", happened: Set), await village.AwayAsync("测试乙", happened: Set)];
        using var browser = await village.SecretaryAsync();
        var who = string.Join('&', stays.Select(stay => "who=" + stay.Id));
        var form = await browser.GetAsync("/Batch/dues-paid?side=home&kind=pay-dues&period=2026-03&" + who);
        foreach (var stay in stays)
        {
            Assert.NotNull(form.QuerySelector($"input[name='Lines[{stay.Id}].Picked'][checked]"));
            var ticked = form.QuerySelectorAll($"input[name='Lines[{stay.Id}].Months']").OfType<IHtmlInputElement>().Where(box => box.IsChecked);
            Assert.Equal(["2026-03"], ticked.Select(box => box.Value));
        }
        var check = await browser.PostAsync(form, Form, ($"Lines[{stays[1].Id}].Amount", "100"));
        Assert.Single(check.QuerySelectorAll(".error-summary li"));
        await browser.PostAsync(check, Form, ($"Lines[{stays[1].Id}].Amount", ""), ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        var paid = new List<DuesPaid>();
        foreach (var stay in stays)
            paid.Add((DuesPaid)EventJson.Read((await village.RecordsAsync(stay, "dues-paid")).Single().Data));
        Assert.All(paid, one => Assert.Equal((15m, true, "2026-03"), (one.Amount, one.InFull, Assert.Single(one.Months))));
        Assert.Equal(["2026-0001", "2026-0002"], paid.Select(one => one.Receipt).Order());
        Assert.Equal(Village.Today, (await village.DutyAsync(stays[0], "pay-dues", "2026-03")).DoneOn);
    }
}
