using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host did not accept him.</summary>
public sealed record Refused : SojournEvent
{
    /// <summary>The reason code; there is no refusal without one.</summary>
    [JsonRequired]
    public string Code { get; init; } = "";

    /// <summary>The organisation that refused.</summary>
    public string? Organization { get; init; }

    /// <summary>The superior that gets a copy.</summary>
    public string? CopiedTo { get; init; }

    /// <summary>The committee to which a branch hands the case back; nothing when a committee itself refused.</summary>
    public string? BackTo { get; init; }
}
