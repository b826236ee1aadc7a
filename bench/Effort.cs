using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Hongyan.Bench;

/// <summary>What something took: time passed, and the processor time of this process and of the database's side of one connection.</summary>
/// <param name="Database">Nothing where the database runs elsewhere.</param>
internal sealed record Spent(double Seconds, double Client, double? Database)
{
    public string Work =>
        string.Create(CultureInfo.InvariantCulture, $"{Client:N1} s, database {Database?.ToString("N1", CultureInfo.InvariantCulture) ?? "?"} s");
}

/// <summary>On a machine that others use too, processor time says more than the time that passed.</summary>
internal sealed class Effort
{
    private const double TicksPerSecond = 100; // as /proc counts on every Linux
    private readonly int backend;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly TimeSpan client = Environment.CpuUsage.TotalTime;
    private readonly double? database;

    private Effort(int backend) => (this.backend, database) = (backend, Of(backend));

    public static Effort Begin(NpgsqlConnection connection) => new(connection.ProcessID);

    public Spent End() => new(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - client).TotalSeconds, Of(backend) - database);

    private static double? Of(int process)
    {
        var file = $"/proc/{process}/stat";
        if (!File.Exists(file))
            return null;
        var fields = File.ReadAllText(file).Split(") ")[^1].Split(' '); // what follows the name
        return (int.Parse(fields[11], CultureInfo.InvariantCulture) + int.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
