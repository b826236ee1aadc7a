using System.Collections.Concurrent;
using Hongyan.Data;
using Microsoft.Extensions.Logging;

namespace Hongyan.Platform.Jobs;

/// <summary>Runs requested jobs in this server, of one kind as many as it says at once, and keeps what becomes of each.</summary>
internal sealed class JobRunner(Installation installation, JobStore store, IEnumerable<RequestedWork> works, ILogger log)
{
    private const string Interrupted = "服务器停止，任务中断。 / The server ended before the job did.";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, (RequestedWork Work, SemaphoreSlim Turn)> known =
        works.ToDictionary(work => work.Kind, work => (work, new SemaphoreSlim(work.JobsAtOnce)));
    private readonly ConcurrentDictionary<Guid, Lazy<Running>> running = new();
    private volatile bool leaving;

    /// <param name="from">The state in which the job has to be: waiting, or running when a server ended.</param>
    public Task Run(Guid id, string from) => leaving ? Task.CompletedTask
        : running.GetOrAdd(id, _ => new Lazy<Running>(() => Running.Begin(one => RunAsync(id, from, one)))).Value.Task;

    public Task EndOf(Guid id) => running.TryGetValue(id, out var one) ? one.Value.Task : Task.CompletedTask;

    public async Task<Task> StopAsync(Guid id)
    {
        if (!running.TryGetValue(id, out var one)) return Task.CompletedTask;
        await one.Value.StopAsync();
        return one.Value.Task;
    }

    public async Task StopAllAsync()
    {
        leaving = true;
        var left = running.Values.Select(one => one.Value).ToList();
        foreach (var one in left) await one.StopAsync();
        await Task.WhenAll(left.Select(one => one.Task));
    }

    /// <summary>Writes every second how far the jobs are, and ends those that were stopped from elsewhere.</summary>
    public async Task KeepProgressAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stopping);
                foreach (var (id, one) in running)
                {
                    if (one.Value.Current is { } run && !await store.KeepProgressAsync(id, run.Progress, stopping))
                        await one.Value.StopAsync();
                }
            }
            catch (Exception error)
            {
                if (!stopping.IsCancellationRequested) log.LogWarning(error, "How far jobs are cannot be kept yet");
            }
        }
    }

    private async Task RunAsync(Guid id, string from, Running one)
    {
        try
        {
            if (await store.KindOfAsync(id, one.Stopping) is not { } kind || !known.TryGetValue(kind, out var of)) return;
            await of.Turn.WaitAsync(one.Stopping);
            try
            {
                await RunAsync(id, from, of.Work, one);
            }
            finally
            {
                of.Turn.Release();
            }
        }
        catch (Exception error)
        {
            if (one.Stopping.IsCancellationRequested) log.LogInformation("Job {Job} was stopped", id);
            else log.LogError(error, "Job {Job} could not be begun", id);
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
        if (!await JobStore.HoldAsync(db, id, one.Stopping)) return; // another server runs it
        try
        {
            if (await store.BeginAsync(db, id, from, one.Stopping) is { } job)
                await RunAsync(new JobRun(job, db, one.Stopping), from, work, one);
        }
        finally
        {
            await JobStore.ReleaseAsync(db, id);
        }
    }

    private async Task RunAsync(JobRun run, string from, RequestedWork work, Running one)
    {
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
        catch (Exception error) when (!run.Stopping.IsCancellationRequested)
        {
            log.LogError(error, "{Kind} {Job} failed", work.Kind, run.Job.Id);
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
            catch (Npgsql.NpgsqlException error) when (!leaving && error.IsTransient)
            {
                log.LogWarning(error, "What became of job {Job} cannot be kept yet", run.Job.Id);
                await Task.Delay(Beat, CancellationToken.None);
            }
        }
    }
}
