using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A reason for which a time without life, dues or work does not count.</summary>
public sealed record ValidReason : SojournEvent
{
    [JsonRequired]
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }
}
