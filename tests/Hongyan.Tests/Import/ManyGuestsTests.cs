using System.Diagnostics;
using System.Globalization;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>A county's roster of guests: 3,000 of 240 homes in under a minute, and again in half of it.</summary>
[Trait("part", "night")]
public sealed class ManyGuestsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int People = 3_000, Homes = 240;
    private static readonly DateOnly On = new(2026, 11, 20);
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.NewAsync(On);
        await installation.AddOrganizationAsync("001", "某县", "organization-department");
        await installation.AddOrganizationAsync("001.001", "中共甲镇委员会", "committee");
        for (var branch = 1; branch <= 30; branch++)
            await installation.AddOrganizationAsync($"001.001.{branch:000}", $"甲镇第{branch}党支部");
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task Three_thousand_guests_take_less_than_a_minute_and_again_less_than_half()
    {
        string[][] file =
        [
            ["姓名", "身份证号码", "流入党支部", "流入时间", "外出时间", "流出地党组织", "流出地", "联系人及电话", "活动证号", "联系电话"],
            .. Enumerable.Range(0, People).Select(one => new[]
            {
                $"来客{one:0000}", NumberOf(one), $"甲镇第{(one % 30) + 1}党支部", $"2026-0{(one % 9) + 1}-15", "2025-12-20",
                $"示例省第{one % Homes}镇第{one % Homes}村党支部", "湖南省长沙县", $"联系人 1990002{one % Homes:0000}", one % 3 == 0 ? $"证{one:0000}" : "",
                $"1990001{one:0000}",
            }),
        ];
        var content = Files.Xlsx(file);
        var (first, once) = await ImportAsync(content);
        Assert.Equal((People, 0, Homes), (first.Accepted, first.Rejected, first.Homes!.Made.Count));
        var (again, twice) = await ImportAsync(content);
        Assert.Equal((0, 0, People), (again.Accepted, again.Rejected, again.Unchanged));
        await using var db = installation.Db();
        Assert.Equal(People, await db.Members.CountAsync(TestContext.Current.CancellationToken));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{once.TotalSeconds:0.0} s, again {twice.TotalSeconds:0.0} s"));
        Assert.InRange(once.TotalSeconds, 0, 60);
        Assert.InRange(twice.TotalSeconds, 0, 30);
    }

    private static string NumberOf(int one) =>
        IdNumber.WithCheck(string.Create(CultureInfo.InvariantCulture, $"990101{new DateOnly(1960, 1, 1).AddDays(one * 3):yyyyMMdd}{one % 999:000}"));

    private async Task<(Judgement Judgement, TimeSpan Took)> ImportAsync(byte[] content)
    {
        var watch = Stopwatch.StartNew();
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = installation.Db();
        var writing = new RecordServices(installation.Instance, db);
        var importer = new Importer(db, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var judgement = await importer.JudgeAsync(Importer.Read(content, ImportKind.Inflow), "001", On, cancellation);
        await importer.SaveAsync(judgement, cancellation, On);
        await transaction.CommitAsync(cancellation);
        return (judgement, watch.Elapsed);
    }
}
