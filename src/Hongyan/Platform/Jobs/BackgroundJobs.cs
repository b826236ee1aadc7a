using Hongyan.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Platform.Jobs;

/// <summary>All work beside the pages. Looking at a job starts nothing but what waits: one that has failed is started again by a person.</summary>
public sealed class BackgroundJobs : BackgroundService
{
    private readonly JobStore store;
    private readonly JobRunner runner;
    private readonly ILogger<BackgroundJobs> log;
    private readonly TaskCompletionSource resumed = new();

    public BackgroundJobs(Installation installation, IEnumerable<BackgroundWork> works, ILogger<BackgroundJobs> log)
    {
        this.log = log;
        store = new JobStore(installation);
        runner = new JobRunner(installation, store, works.OfType<RequestedWork>(), log);
        Schedules = [.. works.OfType<ScheduledWork>()];
    }

    public IReadOnlyList<ScheduledWork> Schedules { get; }

    /// <summary>Ends when all that an earlier server left has ended.</summary>
    internal Task Resumed => resumed.Task;

    public static void Services(IServiceCollection services) =>
        services.AddSingleton<BackgroundJobs>().AddHostedService(provider => provider.GetRequiredService<BackgroundJobs>());

    public static void Add<T>(IServiceCollection services)
        where T : BackgroundWork => services.AddSingleton<T>().AddSingleton<BackgroundWork>(provider => provider.GetRequiredService<T>());

    /// <summary>Starts a job that waits. Whoever asks again gets the same task, which never fails: what became of the job is in its row.</summary>
    public Task Start(Guid id) => runner.Run(id, BackgroundJob.Waiting);

    /// <summary>Starts a job that the request has added, after its commit: a browser that never asks for progress does not keep the job waiting.</summary>
    public void StartAfter(HttpResponse response, Guid id) => response.OnCompleted(() =>
    {
        _ = Start(id);
        return Task.CompletedTask;
    });

    /// <summary>Asks for a job that needs nothing of the request's transaction.</summary>
    public async Task<Task> AskAsync(BackgroundJob job, CancellationToken cancellation)
    {
        await store.AskAsync(job, cancellation);
        return Start(job.Id);
    }

    /// <summary>A person starts a job again that failed or was stopped.</summary>
    public async Task RestartAsync(Guid id, CancellationToken cancellation)
    {
        await runner.EndOf(id);
        if (await store.SetWaitingAsync(id, cancellation)) _ = Start(id);
    }

    /// <summary>It ends between two of its parts; the task is its end.</summary>
    public async Task<Task> StopJobAsync(Guid id, CancellationToken cancellation)
    {
        await store.StopAsync(id, cancellation);
        return await runner.StopAsync(id);
    }

    /// <summary>What runs ends between two parts, and goes on after the next start.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(runner.StopAllAsync(), Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
    [
        ResumeAsync(stoppingToken), runner.KeepProgressAsync(stoppingToken),
        .. Schedules.Select(work => new Schedule(work, store, log).KeepAsync(stoppingToken)),
    ]);

    private async Task ResumeAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var id in await store.LeftAsync(stopping))
            {
                await runner.Run(id, BackgroundJob.Running);
                await runner.Run(id, BackgroundJob.Waiting);
            }
        }
        catch (Exception error)
        {
            if (!stopping.IsCancellationRequested) log.LogError(error, "Jobs of an earlier server could not be resumed");
        }
        finally
        {
            resumed.SetResult();
        }
    }
}
