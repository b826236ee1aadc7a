namespace Hongyan.Features.Import;

/// <summary>What is accepted of a file.</summary>
/// <param name="ValidOnly">Rejected rows are left out.</param>
/// <param name="AllPeriods">Also the periods that were over before today are asked for.</param>
public sealed record Acceptance(bool ValidOnly, bool AllPeriods);

/// <summary>What became of a file that was accepted; the numbers are those of rows.</summary>
/// <param name="Way">saved, gone (nothing is left to import), refused (the preview says why), or stopped.</param>
public sealed record Outcome(string Way, string? Kind = null, int Saved = 0, int Rejected = 0, int Unchanged = 0)
{
    public static readonly Outcome Gone = new("gone");
    public static readonly Outcome Refused = new("refused");
    public static readonly Outcome Stopped = new("stopped");

    public bool IsSaved => Way == "saved";

    /// <summary>Where it is told.</summary>
    public string PageOf(Guid draft) => Way switch
    {
        "saved" => FormattableString.Invariant($"/Import/Accepted?kind={Kind}&saved={Saved}&rejected={Rejected}&unchanged={Unchanged}"),
        "gone" => "/Import/Accepted",
        _ => $"/Import/Preview/{draft}",
    };
}

/// <summary>One import that goes on: how far it is, and how to stop it.</summary>
public sealed class ImportWork(CancellationToken server) : IDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(server);

    public CancellationToken Stopping => stop.Token;

    public Task<Outcome> Task { get; private set; } = System.Threading.Tasks.Task.FromResult(Outcome.Gone);

    /// <summary>Rows to be saved; none while the file is still being checked.</summary>
    public int Total { get; set; }

    public int Done { get; set; }

    public void Begin(Func<Task<Outcome>> run) => Task = System.Threading.Tasks.Task.Run(run);

    public void Stop()
    {
        if (!Task.IsCompleted) stop.Cancel();
    }

    public void Dispose() => stop.Dispose();

    /// <summary>What became of it, when it is over within that time; what went wrong goes wrong for who asks.</summary>
    public async Task<Outcome?> WaitAsync(TimeSpan patience, CancellationToken cancellation)
    {
        await System.Threading.Tasks.Task.WhenAny(Task, System.Threading.Tasks.Task.Delay(patience, cancellation));
        return Task.IsCompleted ? await Task : null;
    }
}
