using System.Net;
using Hongyan.Data;
using Hongyan.Features.Batch;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Batch;

/// <summary>What a batch wrote is shown to those who wrote it; nothing else is, whatever its address says.</summary>
public sealed class DoneTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task An_act_made_up_for_a_record_shows_only_what_a_batch_of_ones_own_can_have_written()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        await home.RecordAsync(sojourn, "care", values: [("Values[kind]", "hardship"), ("Values[note]", "慢性病住院")]);
        await home.RecordAsync(sojourn, "contact", values: [("Values[topics]", "work"), ("Values[content]", "工作稳定")]);
        var (care, contact) = ((await village.RecordsAsync(sojourn, "care")).Single(), (await village.RecordsAsync(sojourn, "contact")).Single());
        await home.GetAsync(AddressOf(contact));
        Assert.Equal(HttpStatusCode.OK, home.Status);
        await home.GetAsync(AddressOf(care));
        Assert.Equal(HttpStatusCode.NotFound, home.Status);
        using var host = await village.SecretaryAsync(Village.Host);
        var any = await host.GetAsync("/Batch");
        foreach (var record in new[] { care, contact })
        {
            await host.GetAsync(AddressOf(record));
            Assert.Equal(HttpStatusCode.NotFound, host.Status);
            await host.FormAsync(AddressOf(record) + "&handler=Stop", any);
            Assert.Equal(HttpStatusCode.NotFound, host.Status);
            Assert.Contains("handler=Stop", host.Answer.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal); // he was not led on
        }
    }

    [Fact]
    public async Task The_page_of_a_member_does_not_name_the_id_of_what_it_hides()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        await home.RecordAsync(sojourn, "care", values: [("Values[kind]", "hardship"), ("Values[note]", "慢性病住院")]);
        var care = (await village.RecordsAsync(sojourn, "care")).Single();
        using var host = await village.SecretaryAsync(Village.Host);
        foreach (var struck in new[] { false, true })
        {
            if (struck)
                await home.PostAsync(await home.GetAsync($"/Records/Strike?member={care.OwnerId}&record={care.Id}"), "main form", ("Reason", "记错人"));
            Assert.NotNull((await home.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector($"#record-{care.Id}"));
            var page = (await host.GetAsync($"/Members/{sojourn.MemberId}")).DocumentElement.OuterHtml;
            Assert.Contains("关怀慰问", page, StringComparison.Ordinal);
            Assert.DoesNotContain(care.Id.ToString(), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whose_record_cannot_be_taken_back_is_named_with_the_reason()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙")];
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync("/Batch/contact?side=home&" + string.Join('&', stays.Select(stay => "who=" + stay.Id)));
        var result = await browser.PostAsync(form, Form,
            [("Common.Topics", "life"), ("Checked", "true"), .. stays.Select(stay => ($"Lines[{stay.Id}].Content", $"谈了近况 {stay.Id:N}"))]);
        await using (var db = village.Installation.Db())
        {
            var placed = new Placed { On = Village.Today.AddDays(-1) }; // a step that does not follow from the others, as old data may have
            db.Records.Add(new Data.Record
            {
                OwnerId = stays[1].MemberId, Id = Guid.CreateVersion7(), CaseId = stays[1].Id, CaseKind = KeptDuty.OfSojourn,
                OnDate = placed.On, Type = "placed", Data = EventJson.Write(placed),
                OrgPath = Village.Home, RecordedAt = village.Installation.Clock.GetUtcNow(), HomePath = Village.Home,
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var undone = (await browser.PostAsync(result, Form, ("Reason", "登记错了季度"))).QuerySelector("main")!.TextContent;
        Assert.Contains("已撤销 1 条。没有撤销：测试乙：还没有报到", undone, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(stays[0], "struck"));
        Assert.Empty(await village.RecordsAsync(stays[1], "struck"));
    }

    /// <summary>The act that would have made the record.</summary>
    private static string AddressOf(Data.Record record) => DoneModel.AddressOf(Entry.IdOf(record.Id, record.CaseId), [record.CaseId], "/Worklist");
}
