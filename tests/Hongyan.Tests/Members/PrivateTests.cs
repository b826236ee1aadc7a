using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Members;

/// <summary>Phone, address, ID number and hardship are covered until somebody says why he needs them, and the member reads it.</summary>
public sealed class PrivateTests : IAsyncLifetime
{
    private const string Number = "990101199005010017";
    private const string Address = "江苏省云岭县测试镇幸福路 12 号";
    private const string Note = "因病住院";
    private Village village = null!;
    private Sojourn stay = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("沈小燕", host: Village.Host, happened:
        [
            new ReportedIn { On = new DateOnly(2026, 1, 10) }, new Placed { On = new DateOnly(2026, 1, 12), Organization = Village.Host },
            new Care { On = new DateOnly(2026, 3, 1), By = Side.Home, Kind = "hardship", Note = Note },
            new ChangeReported { On = new DateOnly(2026, 3, 2), What = "phone", Value = "19900001234" },
        ]);
        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(TestContext.Current.CancellationToken);
        (member.Phone, member.Address, member.IdNumber, member.IdTail) = ("19900001234", Address,
            village.Installation.Instance.Secrets.Encrypt(Number), Number[^4..]);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    /// <summary>Each in a record of its own, as it stands in the database.</summary>
    [Theory]
    [InlineData("phone", "19900005678")]
    [InlineData("emergency", "沈母 19900005679")]
    [InlineData("note", "家中有困难")]
    [InlineData("value", "19900005680")]
    public async Task What_a_record_says_of_somebody_s_life_stands_encrypted(string property, string said)
    {
        await using var db = village.Installation.Db();
        var json = $$"""{ "type": "departure-reported", "on": "2026-04-01", "departs": "2026-04-01", "reason": "work", "{{property}}": "{{said}}" }""";
        var record = new Data.Record
        {
            OwnerId = stay.MemberId,
            Id = Guid.CreateVersion7(),
            CaseId = stay.Id,
            CaseKind = KeptDuty.OfSojourn,
            OnDate = new(2026, 4, 1),
            Type = "departure-reported",
            Data = json,
            RecordedAt = village.Installation.Clock.GetUtcNow(),
            HomePath = stay.HomePath,
        };
        db.Records.Add(record);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var kept = await db.Database
            .SqlQuery<string>($"select data::text as \"Value\" from record where id = {record.Id}")
            .SingleAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(said, kept, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{property}\"", kept, StringComparison.Ordinal);
        Assert.Contains(said, (await db.Records.AsNoTracking().SingleAsync(one => one.Id == record.Id, TestContext.Current.CancellationToken)).Data,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_member_page_covers_them()
    {
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.GetAsync($"/Members/{stay.MemberId}");
        Assert.Contains("199****1234", page.Body!.TextContent, StringComparison.Ordinal);
        foreach (var secret in new[] { "19900001234", Address, Number, Note })
            Assert.DoesNotContain(secret, page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_opens_them_once_and_the_member_reads_it()
    {
        using var secretary = await village.SecretaryAsync();
        var address = $"/Members/{stay.MemberId}/Private";
        var asked = await secretary.GetAsync(address);
        Assert.DoesNotContain("19900001234", asked.Source.Text, StringComparison.Ordinal);
        var open = await secretary.PostAsync(asked, "main form", ("Purpose", "care"));
        foreach (var secret in new[] { "19900001234", Address, Number, Note })
            Assert.Contains(secret, open.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("19900001234", (await secretary.GetAsync(address)).Source.Text, StringComparison.Ordinal);

        await using var db = village.Installation.Db();
        var entry = await db.Audit.SingleAsync(one => one.Act == "details-opened", TestContext.Current.CancellationToken);
        Assert.Equal((stay.MemberId, "走访慰问、帮扶"), (entry.MemberId, entry.Reason));
        using var member = await village.Installation.SignInAsync(Roles.Member, memberId: stay.MemberId);
        Assert.Contains("查看完整信息 走访慰问、帮扶", Spaced((await member.GetAsync("/Mine/Data")).Body!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_has_to_be_said_in_words()
    {
        using var secretary = await village.SecretaryAsync();
        var asked = await secretary.GetAsync($"/Members/{stay.MemberId}/Private");
        var refused = await secretary.PostAsync(asked, "main form", ("Purpose", "other"), ("Reason", " "));
        Assert.Contains("请写明查看的原因。", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("19900001234", refused.Source.Text, StringComparison.Ordinal);
        var open = await secretary.PostAsync(refused, "main form", ("Purpose", "other"), ("Reason", "补办社保"));
        Assert.Contains("19900001234", open.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_sees_the_phone_and_nothing_else_and_others_nothing()
    {
        using var host = await village.SecretaryAsync(Village.Host);
        var open = await host.PostAsync(await host.GetAsync($"/Members/{stay.MemberId}/Private"), "main form");
        Assert.Contains("19900001234", open.Body!.TextContent, StringComparison.Ordinal);
        foreach (var secret in new[] { Address, Number, Note })
            Assert.DoesNotContain(secret, open.Source.Text, StringComparison.Ordinal);
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync($"/Members/{stay.MemberId}/Private");
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
    }

    private static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
