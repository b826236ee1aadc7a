using System.CommandLine;
using System.Text.Json;
using Hongyan.Features.National;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.National;

/// <summary>The comparison from the command line, kept for the page.</summary>
public sealed class CompareVerbTests : IAsyncLifetime
{
    private readonly string file = Path.GetTempFileName();
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.AwayAsync("测试甲");
        await File.WriteAllBytesAsync(file, NationalSteps.Csv(
            NationalSteps.Row("测试甲", departed: "2026-01-08"), NationalSteps.Row("测试错", departed: "何时")), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(file);
        await village.DisposeAsync();
    }

    [Fact]
    public async Task It_says_what_differs_keeps_it_for_the_page_and_tells_of_rows_that_cannot_be_read()
    {
        var (code, said) = await RunAsync(json: true);
        Assert.Equal(3, code);
        using var told = JsonDocument.Parse(said);
        Assert.Equal((2, 1, 1), (Count("rows"), Count("differs"), Count("wrong")));
        Assert.Equal("departed", told.RootElement.GetProperty("lines")[0].GetProperty("fields")[0].GetString());
        await using var db = village.Installation.Db();
        var kept = await db.NationalComparisons.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((Village.HomeCommittee, null, new(2026, 5, 9)), (kept.OrgPath, kept.ComparedBy, kept.OnDate));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var asked = await clerk.TickAsync(await clerk.GetAsync("/National/Lines/" + kept.Id), "taken");
        await clerk.ConfirmAsync(asked);
        Assert.True(await db.Records.AnyAsync(record => record.Type == "registered-nationally", Stop));

        int Count(string name) => told.RootElement.GetProperty("counts").GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Only_compared_it_is_told_in_lines_and_nothing_is_kept()
    {
        var (_, said) = await RunAsync(saves: false);
        Assert.Contains("文件 2 行：内容不一致 1", said, StringComparison.Ordinal);
        Assert.Contains("第 3 行 外出时间", said, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.False(await db.NationalComparisons.AnyAsync(Stop));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_a_sentence()
    {
        Assert.Contains("没有编码为 009", (await Assert.ThrowsAsync<UserError>(() => RunAsync(org: "009"))).Message, StringComparison.Ordinal);
        Assert.Contains("不能晚于今天", (await Assert.ThrowsAsync<UserError>(() => RunAsync(on: new(2026, 5, 11)))).Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "甲,乙\r\n1,2", Stop);
        Assert.Contains("找不到表头", (await Assert.ThrowsAsync<UserError>(() => RunAsync())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UserError>(() => CompareVerb.Create().Parse(["absent.xlsx", "--kind", "national-flow", "--of", "001"])
            .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, Stop));
        Assert.NotEmpty(CompareVerb.Create().Parse([file, "--kind", "members", "--of", "001"]).Errors);
        Assert.NotEmpty(CompareVerb.Create().Parse([file, "--kind", "national-flow"]).Errors);
    }

    private async Task<(int Code, string Said)> RunAsync(
        string org = Village.HomeCommittee, DateOnly? on = null, bool saves = true, bool json = false)
    {
        await using var output = new StringWriter();
        var order = new CompareVerb.Order(org, on ?? new DateOnly(2026, 5, 9), "outflow", IsWhole: true, saves, json);
        var code = await CompareVerb.RunAsync(village.Installation.Instance, file, order, output, Stop);
        return (code, output.ToString());
    }
}
