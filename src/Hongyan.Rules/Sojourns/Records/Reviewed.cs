using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The yearly review gave a grade.</summary>
public sealed record Reviewed : SojournEvent
{
    [JsonRequired]
    public string Grade { get; init; } = "";

    /// <summary>home, host or floating-organization.</summary>
    public string Venue { get; init; } = "home";

    /// <summary>The year reviewed; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
