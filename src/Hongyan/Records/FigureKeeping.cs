using System.Globalization;
using System.Text.Json;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Records;

/// <summary>Keeps beside a sojourn what figures of any day read of its records: when it was reported, and who was host since when.</summary>
internal static class FigureKeeping
{
    public static void Keep(Sojourn sojourn, IReadOnlyList<SojournEvent> events)
    {
        sojourn.ReportedOn = events.OfType<DepartureReported>().MinBy(departure => departure.On)?.On;
        var hosts = HostHistory.Of(events, sojourn.HostPath);
        var last = hosts.Count > 0 ? hosts[^1] : null;
        (sojourn.HostAt, sojourn.HostFrom) = (last?.Organization, last?.From);
        // As jsonb writes it, so that a sojourn that did not change is not written again.
        sojourn.HostsBefore = hosts.Count < 2 ? null : $"[{string.Join(", ", hosts.SkipLast(1).Select(Pair))}]";
    }

    private static string Pair(HostSince host) =>
        $"[{JsonSerializer.Serialize(host.Organization)}, \"{host.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"]";
}
