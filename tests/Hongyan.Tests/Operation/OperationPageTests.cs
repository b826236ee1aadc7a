using Hongyan.Platform;

namespace Hongyan.Tests.Operation;

public sealed class OperationPageTests : IAsyncLifetime
{
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.NewAsync();

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task The_system_administrator_sees_version_database_disk_jobs_and_the_last_backup()
    {
        using var browser = await installation.SignInAsync(Roles.System);
        var page = await browser.GetAsync("/Operation");
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("PostgreSQL 1", text, StringComparison.Ordinal);
        Assert.Contains("还没有。每天凌晨两点自动备份。", text, StringComparison.Ordinal);
        Assert.Equal(
            [
                "更新到期事项", "汇总各级组织情况", "夜间备份", "密钥更换后的重新加密", "签署公钥和活动证状态名单", "往来包中断后的继续处理", "往来包的网上发送",
                "删除过期的草稿", "封存操作日志", "看护数据库",
            ],
            page.QuerySelectorAll("table:not(#requested) tbody th").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task A_machine_is_told_when_the_schema_is_of_another_version()
    {
        using var client = await installation.ClientAsync();
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        await using (var command = installation.Instance.DataSource.CreateCommand("update migration set number = 9999 where number = 1"))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("Healthy", await client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
    }
}
