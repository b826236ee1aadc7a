using System.Collections.Concurrent;
using System.Text;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Tests.Operation;

/// <summary>With the switch on, a collector gets traces and metrics of the server, and nothing of people.</summary>
[Trait("part", "night")]
public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("hongyan-telemetry-").FullName;
    private readonly ConcurrentDictionary<string, string> told = [];
    private readonly int port = ServerProcess.FreePort();
    private WebApplication collector = null!;
    private string secretary = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        collector = builder.Build();
        collector.Urls.Add($"http://127.0.0.1:{port}");
        collector.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            told.AddOrUpdate(kind, Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
        });
        await collector.StartAsync(Stop);
        await using var installation = await Installation.OpenAsync(new InstallationOptions(data, Port: 0, TestCluster.RepositoryRoot, Database: null), Stop);
        var village = await Village.InAsync(TestInstallation.Of(installation));
        await village.AwayAsync("测试某某");
        secretary = await village.Installation.AddAccountAsync(Roles.Secretary, Village.Home);
    }

    public async ValueTask DisposeAsync()
    {
        await collector.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_collector_gets_durations_and_statements_and_no_person()
    {
        using var server = new ServerProcess(data, ServerProcess.FreePort(),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "200"));
        await server.StartAsync(Stop);
        using var browser = await TestBrowser.SignedInAsync(server.Address, secretary, TestInstallation.Password);
        await browser.GetAsync("/Worklist?q=测试某某");
        Assert.Contains("测试某某", await browser.Answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        for (var tries = 0; tries < 200 && !(Has("traces", "select") && Has("metrics", "http.server.request.duration")); tries++)
            await Task.Delay(100, Stop);
        Assert.True(Has("traces", "select"));
        Assert.True(Has("metrics", "http.server.request.duration"));
        Assert.All(told.Values, all => Assert.DoesNotContain("某某", Uri.UnescapeDataString(all), StringComparison.Ordinal));
        Assert.All(told.Values, all => Assert.DoesNotContain("1990000", all, StringComparison.Ordinal));
        await server.StopAsync();
    }

    private bool Has(string kind, string word) => told.TryGetValue(kind, out var all) && all.Contains(word, StringComparison.OrdinalIgnoreCase);
}
