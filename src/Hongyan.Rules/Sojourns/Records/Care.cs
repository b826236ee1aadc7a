using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A visit, a greeting or help.</summary>
public sealed record Care : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>visit, greeting, money, relief, hardship or help.</summary>
    public string? Kind { get; init; }

    /// <summary>Yuan, or what a gift is worth.</summary>
    public decimal? Amount { get; init; }
}
