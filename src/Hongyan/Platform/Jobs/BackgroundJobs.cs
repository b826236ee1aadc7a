using System.Collections.Concurrent;
using Hongyan.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Platform.Jobs;

/// <summary>
/// Runs all work beside the pages. Looking at a job starts nothing but what waits: one that has failed is started again by a person.
/// </summary>
public sealed class BackgroundJobs(Installation installation, IEnumerable<BackgroundWork> works, ILogger<BackgroundJobs> log) : BackgroundService
{
    private const string Interrupted = "服务器停止，任务中断。 / The server ended before the job did.";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly JobStore store = new(installation);
    private readonly Dictionary<string, (RequestedWork Work, SemaphoreSlim Turn)> requested =
        works.OfType<RequestedWork>().ToDictionary(work => work.Kind, work => (work, new SemaphoreSlim(1)));
    private readonly ConcurrentDictionary<Guid, Lazy<Running>> running = new();
    private readonly TaskCompletionSource resumed = new();
    private readonly CancellationTokenSource leaving = new();

    public IReadOnlyList<ScheduledWork> Schedules { get; } = [.. works.OfType<ScheduledWork>()];

    /// <summary>Ends when all that an earlier server left has ended.</summary>
    internal Task Resumed => resumed.Task;

    public static void Services(IServiceCollection services) =>
        services.AddSingleton<BackgroundJobs>().AddHostedService(provider => provider.GetRequiredService<BackgroundJobs>());

    public static void Add<T>(IServiceCollection services)
        where T : BackgroundWork => services.AddSingleton<T>().AddSingleton<BackgroundWork>(provider => provider.GetRequiredService<T>());

    /// <summary>Starts a job that waits. Whoever asks again gets the same task, which never fails: what became of the job is in its row.</summary>
    public Task Start(Guid id) => Run(id, BackgroundJob.Waiting);

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
        if (running.TryGetValue(id, out var ending)) await ending.Value.Task;
        if (await store.SetWaitingAsync(id, cancellation)) _ = Start(id);
    }

    /// <summary>It ends between two of its parts; the task is its end.</summary>
    public async Task<Task> StopJobAsync(Guid id, CancellationToken cancellation)
    {
        await store.StopAsync(id, cancellation);
        if (!running.TryGetValue(id, out var one)) return Task.CompletedTask;
        await one.Value.StopAsync();
        return one.Value.Task;
    }

    /// <summary>What runs ends between two parts, and goes on after the next start.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await leaving.CancelAsync();
        var left = running.Values.Select(one => one.Value).ToList();
        foreach (var one in left) await one.StopAsync();
        await Task.WhenAny(Task.WhenAll(left.Select(one => one.Task)), Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        leaving.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([ResumeAsync(stoppingToken), BeatAsync(stoppingToken), .. Schedules.Select(work => KeepScheduleAsync(work, stoppingToken))]);

    private Task Run(Guid id, string from) => running.GetOrAdd(id, _ => new Lazy<Running>(() => Running.Begin(one => RunAsync(id, from, one)))).Value.Task;

    private async Task RunAsync(Guid id, string from, Running one)
    {
        try
        {
            if (await store.KindOfAsync(id, one.Stopping) is not { } kind || !requested.TryGetValue(kind, out var known)) return;
            await known.Turn.WaitAsync(one.Stopping);
            try
            {
                await RunAsync(id, from, known.Work, one);
            }
            finally
            {
                known.Turn.Release();
            }
        }
        catch (Exception) when (one.Stopping.IsCancellationRequested)
        {
            log.LogInformation("Job {Job} was stopped", id);
        }
        catch (Exception error)
        {
            log.LogError(error, "Job {Job} could not be begun", id);
        }
        finally
        {
            running.TryRemove(id, out _);
            one.Dispose();
        }
    }

    private async Task RunAsync(Guid id, string from, RequestedWork work, Running one)
    {
        await using var db = installation.OpenDb();
        if (!await JobStore.HoldAsync(db, id, one.Stopping) || await store.BeginAsync(db, id, from, one.Stopping) is not { } job) return;
        var run = new JobRun(job, db, one.Stopping);
        if (from == BackgroundJob.Running && !work.ResumesAfterRestart)
        {
            await EndAsync(run, BackgroundJob.Failed, result: null, Interrupted);
            return;
        }
        one.Current = run;
        try
        {
            await EndAsync(run, BackgroundJob.Done, await work.RunAsync(run), reason: null);
        }
        catch (Exception error) when (!one.Stopping.IsCancellationRequested)
        {
            log.LogError(error, "{Kind} {Job} failed", work.Kind, id);
            await EndAsync(run, BackgroundJob.Failed, result: null, Faults.Reason(error));
        }
    }

    /// <summary>When the database has gone away, the outcome is written as soon as it is back.</summary>
    private async Task EndAsync(JobRun run, string state, object? result, string? reason)
    {
        while (true)
        {
            try
            {
                await store.EndAsync(run, state, result, reason);
                return;
            }
            catch (Npgsql.NpgsqlException error)
            {
                log.LogWarning(error, "What became of job {Job} cannot be kept yet", run.Job.Id);
                await Task.Delay(Beat, leaving.Token);
            }
        }
    }

    private async Task ResumeAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var id in await store.LeftAsync(stopping))
            {
                await Run(id, BackgroundJob.Running);
                await Run(id, BackgroundJob.Waiting);
            }
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            log.LogError(error, "Jobs of an earlier server could not be resumed");
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            resumed.SetResult();
        }
    }

    /// <summary>Keeps how far the jobs are, and ends those that were stopped from elsewhere.</summary>
    private async Task BeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stopping);
                foreach (var (id, one) in running)
                {
                    if (one.Value.Current is { } run && !await store.KeepProgressAsync(id, run.Progress, stopping) && !one.Value.Task.IsCompleted)
                        await one.Value.StopAsync();
                }
            }
            catch (Exception error)
            {
                if (!stopping.IsCancellationRequested) log.LogWarning(error, "How far jobs are cannot be kept yet");
            }
        }
    }

    private async Task KeepScheduleAsync(ScheduledWork work, CancellationToken stopping)
    {
        var kept = new KeptTurn();
        for (var first = true; !stopping.IsCancellationRequested; first = false)
        {
            try
            {
                await work.WaitAsync(first, stopping);
                var begunAt = work.Clock.GetUtcNow();
                work.LastTurn = begunAt;
                var reason = await TurnAsync(work, stopping);
                if (kept.IsNews(reason, begunAt)) await store.KeepTurnAsync(work.Kind, begunAt, reason);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception error)
            {
                log.LogError(error, "A turn of {Work} could not be kept", work.Kind);
            }
        }
    }

    /// <summary>The reason for which it failed.</summary>
    private async Task<string?> TurnAsync(ScheduledWork work, CancellationToken stopping)
    {
        try
        {
            await work.RunAsync(stopping);
            return null;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            log.LogError(error, "{Work} failed; its next turn follows", work.Kind);
            return Faults.Reason(error);
        }
    }
}
