using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member was served: job, training, rights or station.</summary>
public sealed record Served : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }
    public string? Kind { get; init; }
}
