using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member was taught or sent something to study.</summary>
public sealed record Educated : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>mailed, online, training or make-up.</summary>
    public string? Kind { get; init; }
    public string? Topic { get; init; }
    public decimal? Hours { get; init; }
}
