using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>A sojourn as it stood on the day of the report, seen from one organisation.</summary>
internal sealed record ReportedSojourn(Member Member, Sojourn Sojourn, Flow Flow, bool IsWithin, string? Host, IReadOnlyList<SojournEvent> Events)
{
    /// <param name="records">All its records, or all that say who is its host, the earliest first.</param>
    /// <param name="elsewhere">Floating organisations below the path that lie elsewhere.</param>
    /// <returns>Nothing when on that day neither home nor host was here.</returns>
    public static ReportedSojourn? On(
        DateOnly day, string path, Member member, Sojourn sojourn, IReadOnlyList<WrittenRecord> records, IReadOnlyCollection<string> elsewhere)
    {
        IReadOnlyList<SojournEvent> events = [.. WrittenRecord.Events(records)];
        var hosts = HostHistory.Of(events, sojourn.HostPath);
        var isHosted = hosts.On(day)?.Organization is { } host && SituationQuery.IsWithin(host, path) && !elsewhere.Contains(host);
        var headedFor = hosts.HeadedFor(day, sojourn.HostPath);
        var word = sojourn.HomeIsOutside ? GuestWord.On(day, events) : null;
        return SituationQuery.IsWithin(sojourn.HomePath, path) ? new ReportedSojourn(member, sojourn, Flow.Outflow, isHosted, headedFor, events)
            : isHosted ? new ReportedSojourn(member, sojourn, Flow.Inflow, IsWithin: false, headedFor, events) { Word = word }
            : null;
    }

    /// <summary>The name of a guest's home, to be read by <see cref="HomeName"/>, and its division.</summary>
    public string? HomeOutside { get; init; }
    public string? HomeRegion { get; init; }

    /// <summary>Of a guest: what is known of him on the day.</summary>
    private GuestWord? Word { get; init; }

    public SojournKey Key => new(Sojourn.MemberId, Sojourn.Id);

    /// <summary>What the figures take from the member.</summary>
    public FloatingPerson Facts(OrganizationPlaces places)
    {
        var province = Flow == Flow.Inflow ? Sojourn.HomePath is { } home ? places.ProvinceOf(home) : OrganizationPlaces.Province(HomeRegion)
            : OrganizationPlaces.Province(Sojourn.DestinationCode) ?? (Host is { } host ? places.ProvinceOf(host) : null);
        return new FloatingPerson(Member.Id, Flow, Member.Sex, Member.Born, Member.Education, province, Sojourn.DepartedOn, IsWithin)
        {
            IsGuest = Sojourn.HomeIsOutside,
            Word = Word,
        };
    }

    public PersonAway Person(OrganizationPlaces places) => new(
        Facts(places),
        Member.Name,
        places.NameOf(Sojourn.HomePath) ?? Sojourn.HomePath ?? HomeOutside,
        Sojourn.Destination ?? (Host is { } at ? places.NameOf(at) : null) ?? Sojourn.HostName);
}
