using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>A sojourn as it stood on the day of the report, seen from one organisation.</summary>
internal sealed record Stay(Member Member, Sojourn Sojourn, Flow Flow, string? Host, IReadOnlyList<SojournEvent> Events)
{
    /// <param name="records">All its records, the earliest first.</param>
    /// <returns>Nothing when on that day neither home nor host was here.</returns>
    public static Stay? On(DateOnly day, string path, Member member, Sojourn sojourn, IReadOnlyList<Record> records)
    {
        var corrected = records.Select(record => record.CorrectsId).OfType<Guid>().ToHashSet();
        IReadOnlyList<SojournEvent> events = [.. records.Where(record => !corrected.Contains(record.Id)).Select(record => EventJson.Read(record.Data))];
        var host = HostSide.On(events, day, sojourn.HostPath);
        Flow? flow = SituationQuery.IsWithin(sojourn.HomePath, path) ? Rules.Statistics.Flow.Outflow
            : host is not null && SituationQuery.IsWithin(host, path) ? Rules.Statistics.Flow.Inflow
            : null;
        return flow is { } found ? new Stay(member, sojourn, found, host, events) : null;
    }
}
