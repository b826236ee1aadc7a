using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Replay;

/// <summary>Where cases happen: for every policy they are told under a home branch and a host branch that follow it.</summary>
internal sealed class ReplayPlaces(PolicyLibrary library)
{
    public const string County = "001";
    public const string HomeCommittee = "001.001";
    public const string Home = "001.001.001";
    public const string HostCommittee = "001.002";
    public const string Host = "001.002.001";
    private readonly Dictionary<string, (string Home, string Host)> byPolicy = [];
    private readonly List<Organization> organizations =
    [
        new() { Path = County, Name = "测试县委组织部", Kind = "organization-department" },
        new() { Path = HomeCommittee, Name = "流出地党委", Kind = "committee" },
        new() { Path = Home, Name = "流出地党总支", Kind = "branch" },
        new() { Path = HostCommittee, Name = "流入地党委", Kind = "committee" },
        new() { Path = Host, Name = "流入地党总支", Kind = "branch" },
    ];
    private readonly List<ProfileVersion> versions = [];

    public (string Home, string Host) Of(FiledCase one)
    {
        var told = one.Told;
        var isFloating = told.Events.Any(happened => happened is Reviewed { Venue: "floating-organization" })
            || (told.Parameters?.GetValueOrDefault("review.venue") is { ValueKind: JsonValueKind.String } venue
                && venue.GetString() == "floating-organization");
        var policy = JsonSerializer.Serialize(new
        {
            told.Profile,
            told.HostProfile,
            told.Parameters,
            isFloating,
            Own = told.Events.Any(IsOfBranch) ? one.ToString() : null,
        });
        if (!byPolicy.TryGetValue(policy, out var places))
            byPolicy[policy] = places = Add(told, isFloating, byPolicy.Count + 1);
        return places;
    }

    /// <summary>A full member on the roster of every branch.</summary>
    public Dictionary<string, Guid> Contacts { get; } = [];

    public Guid ContactOf(string path) => Contacts[path];

    // What a branch confirms holds for all its members away: such a case has a branch of its own.
    private static bool IsOfBranch(SojournEvent happened) => happened is LedgerConfirmed or SweepConfirmed or ReportSubmitted;

    public static string HostName(string path) => $"流入地支部{path[^3..]}";

    public async Task SaveAsync(HongyanDb db, CancellationToken cancellation)
    {
        db.Organizations.AddRange(organizations);
        db.ProfileVersions.AddRange(versions);
        await db.SaveChangesAsync(cancellation);
    }

    private (string Home, string Host) Add(CaseFile told, bool isFloating, int number)
    {
        var (home, host) = (told.Profile, told.HostProfile ?? told.Profile);
        if (told.Parameters is { Count: > 0 } parameters) // no case sets them for two profiles
            home = host = Layer(home, parameters, number);
        var places = ($"{Home}.{number:000}", $"{Host}.{number:000}");
        organizations.Add(new() { Path = places.Item1, Name = $"流出地支部{number:000}", Kind = "branch", Profile = home });
        organizations.Add(new() { Path = places.Item2, Name = HostName(places.Item2), Kind = isFloating ? "floating-organization" : "branch", Profile = host });
        (Contacts[places.Item1], Contacts[places.Item2]) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        return places;
    }

    /// <summary>A policy of its own: what a case sets holds whatever the layers above would make of it.</summary>
    private string Layer(string code, IReadOnlyDictionary<string, JsonElement> parameters, int number)
    {
        var national = library.Layers[code];
        Assert.Null(national.Extends);
        var layer = national with
        {
            Code = $"case-{number}",
            Values =
            [
                .. national.Values.Where(value => !parameters.ContainsKey(value.Parameter)),
                .. parameters.Select(pair => new ProfileValue
                {
                    Parameter = pair.Key,
                    Value = pair.Value,
                    Clauses = [],
                    Strength = Strength.Must,
                    From = new DateOnly(2000, 1, 1),
                }),
            ],
        };
        versions.Add(new ProfileVersion
        {
            Code = layer.Code,
            Version = layer.Version,
            Body = layer.Write(),
            Reason = "replay",
            RecordedAt = DateTimeOffset.UnixEpoch,
        });
        return layer.Code;
    }
}
