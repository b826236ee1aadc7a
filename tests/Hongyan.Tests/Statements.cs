using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hongyan.Tests;

/// <summary>
/// Listens to what the pages asked for from here on want to know of the database. They carry the trace that begins here; what jobs and
/// other tests ask does not.
/// </summary>
public sealed class Statements : IDisposable
{
    // Every request has these, whatever page it is for: transaction, scope, and whether the session still holds.
    private static readonly string[] OfEveryRequest = ["BEGIN", "COMMIT", "SET LOCAL ROLE", "SELECT started_at"];

    private readonly ConcurrentQueue<string> heard = new();
    private readonly Activity trace = new Activity("pages").SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ActivityListener listener;

    public Statements()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = one =>
            {
                if (one.TraceId == trace.TraceId && Tag(one, "db.query.text", "db.statement") is { } text)
                    heard.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>What pages asked since the last time, without what every request asks.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (heard.TryDequeue(out var text))
        {
            if (!Array.Exists(OfEveryRequest, start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
                taken.Add(text);
        }
        return taken;
    }

    public void Dispose()
    {
        listener.Dispose();
        trace.Dispose();
    }

    private static string? Tag(Activity activity, params string[] names) =>
        names.Select(activity.GetTagItem).OfType<string>().FirstOrDefault();
}
