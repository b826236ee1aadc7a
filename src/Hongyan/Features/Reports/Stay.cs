using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>A sojourn as it stood on the day of the report, seen from one organisation.</summary>
internal sealed record Stay(Member Member, Sojourn Sojourn, Flow Flow, string? Host, IReadOnlyList<SojournEvent> Events)
{
    /// <param name="records">All its records, or all that say who is its host, the earliest first.</param>
    /// <returns>Nothing when on that day neither home nor host was here.</returns>
    public static Stay? On(DateOnly day, string path, Member member, Sojourn sojourn, IReadOnlyList<WrittenRecord> records)
    {
        IReadOnlyList<SojournEvent> events = [.. WrittenRecord.Events(records)];
        var host = HostSide.On(events, day, sojourn.HostPath);
        Flow? flow = SituationQuery.IsWithin(sojourn.HomePath, path) ? Rules.Statistics.Flow.Outflow
            : host is not null && SituationQuery.IsWithin(host, path) ? Rules.Statistics.Flow.Inflow
            : null;
        return flow is { } found ? new Stay(member, sojourn, found, host, events) : null;
    }

    public StayKey Key => new(Sojourn.MemberId, Sojourn.Id);

    /// <summary>What the figures take from the member.</summary>
    public FloatingPerson Facts(Places places)
    {
        var province = Flow == Flow.Inflow ? places.ProvinceOf(Sojourn.HomePath)
            : Places.Province(Sojourn.DestinationCode) ?? (Host is { } host ? places.ProvinceOf(host) : null);
        return new FloatingPerson(Member.Id, Flow, Member.Sex, Member.Born, Member.Education, province, Sojourn.DepartedOn);
    }

    public PersonAway Person(Places places) => new(
        Facts(places),
        Member.Name,
        places.NameOf(Sojourn.HomePath) ?? Sojourn.HomePath,
        Sojourn.Destination ?? (Host is { } at ? places.NameOf(at) : null) ?? Sojourn.HostName);
}

/// <summary>The key of a stay.</summary>
public readonly record struct StayKey(Guid MemberId, Guid Id);
