using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Home learned that he is, from a day on, with a host outside this installation: another one than before, or known at last.</summary>
public sealed record HostChanged : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("host-changed")
    {
        Order = 720,
        Sides = Sides.Home,
        OfGuests = false,
        Fields = [new("host", FieldKind.Text, true) { Longest = LongestName }],
        Causes = Beginning.Causes,
        Steps =
        [
            new(SojournState.Reported, SojournState.Reported),
            .. Step.To(SojournState.Away, SojournState.Away, SojournState.ReportedIn, SojournState.Refused, SojournState.Placed),
        ],
        MayPrecedeStart = true,
        OrderInDay = 0,
        NamesHost = true,
        Least = new Dictionary<string, object> { ["host"] = "" },
    };

    /// <summary>The longest name of an organisation outside.</summary>
    public const int LongestName = 100;

    /// <summary>The host in words; <see cref="Entry"/> in the directory of organisations outside, where it is one of them.</summary>
    [JsonRequired]
    public string Host { get; init; } = "";
    public Guid? Entry { get; init; }

    /// <summary>What was known of a host outside before, so that striking this brings it back; of a host here its records tell.</summary>
    public bool? WasOutside { get; init; }
    public string? WasHost { get; init; }
    public Guid? WasEntry { get; init; }

    public override void Apply(ISojournState state) => (state.HostPath, state.HostName, state.HostOutside) = (null, Host, Entry);

    public override void TakeBack(ISojournState state) => (state.HostName, state.HostOutside) = (WasHost, WasEntry);
}
