using System.Text.Json;
using Hongyan.Data;

namespace Hongyan.Platform.Jobs;

/// <summary>A kind of work beside the pages. <see cref="BackgroundJobs"/> runs it and keeps what becomes of it.</summary>
public abstract class BackgroundWork
{
    public string Kind => GetType().Name;
}

/// <summary>Work that somebody asks for, longer than a request.</summary>
public abstract class RequestedWork : BackgroundWork
{
    /// <summary>Whether a job that the end of the server interrupted goes on at the next start; otherwise it has failed.</summary>
    public virtual bool ResumesAfterRestart => true;

    /// <summary>How many jobs of this kind run beside each other; the others wait for their turn.</summary>
    public virtual int JobsAtOnce => 1;

    /// <summary>Does what is left of the job. What it returns is kept as the job's result.</summary>
    public abstract Task<object?> RunAsync(JobRun run);
}

/// <summary>Work that comes again and again while the server runs. After a turn that failed the next one comes all the same.</summary>
public abstract class ScheduledWork(TimeProvider clock) : BackgroundWork
{
    private volatile TaskCompletionSource hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset? LastTurn { get; internal set; }

    public DateTimeOffset? NextTurn { get; private set; }

    internal TimeProvider Clock => clock;

    /// <summary>How long until the next turn.</summary>
    protected abstract TimeSpan Wait(bool first);

    public abstract Task RunAsync(CancellationToken stopping);

    /// <summary>The next turn comes now.</summary>
    public void Hurry() => hurry.TrySetResult();

    internal async Task WaitAsync(bool first, CancellationToken stopping)
    {
        var wait = Wait(first);
        NextTurn = clock.GetUtcNow() + wait;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(wait, clock, over.Token), hurry.Task);
        await over.CancelAsync();
        if (hurry.Task.IsCompleted)
            hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
        stopping.ThrowIfCancellationRequested();
    }
}

/// <summary>Work that comes soon after the server starts and then after every midnight in China.</summary>
public abstract class NightlyWork(TimeProvider clock, TimeSpan afterStart, TimeSpan afterMidnight) : ScheduledWork(clock)
{
    protected sealed override TimeSpan Wait(bool first) => first ? afterStart : ChinaDate.Until(afterMidnight, Clock);
}

/// <summary>One run of a requested job: what was asked for, and how far it is.</summary>
/// <param name="Db">The database as its owner, on a connection that stays open until the run ends.</param>
public sealed record JobRun(BackgroundJob Job, HongyanDb Db, CancellationToken Stopping)
{
    private int total;
    private int completed;

    /// <summary>Written down every second, and with the outcome.</summary>
    public (int Total, int Completed) Progress => (Volatile.Read(ref total), Volatile.Read(ref completed));

    public T Input<T>() => JsonSerializer.Deserialize<T>(Job.Input!)!;

    public void Report(int done, int of)
    {
        Volatile.Write(ref total, of);
        Volatile.Write(ref completed, done);
    }
}
