using Hongyan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hongyan.Features.Operation;

/// <summary>What a machine asks: /health/live whether the process answers, /health/ready whether it can do its work.</summary>
internal static class Health
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    public static void Services(IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<DiskCheck>("disk");

    public static IReadOnlyList<Answering> Answers =>
    [
        new(Live, Access.Anonymous, (app, address) => app.MapHealthChecks(address, new HealthCheckOptions { Predicate = _ => false })),
        new(Ready, Access.Anonymous, (app, address) => app.MapHealthChecks(address)),
    ];

    /// <summary>The database has a connection free for pages, answers, and has the schema of this version.</summary>
    internal sealed class DatabaseCheck(Installation installation) : IHealthCheck
    {
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Longest);
            try
            {
                await using (var page = installation.PageSource.CreateCommand("select 1"))
                    await page.ExecuteScalarAsync(limit.Token);
                await using var connection = await installation.DataSource.OpenConnectionAsync(limit.Token);
                return await Migrator.IsUpToDateAsync(connection, limit.Token)
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy("The schema is of another version.");
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.", error);
            }
        }
    }

    /// <summary>There is room to write: below a tenth of a gigabyte PostgreSQL and backups come to a stop.</summary>
    internal sealed class DiskCheck(Installation installation) : IHealthCheck
    {
        private const long Least = 100_000_000;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(new DriveInfo(installation.DataDirectory).AvailableFreeSpace >= Least
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The disk is full."));
    }
}
