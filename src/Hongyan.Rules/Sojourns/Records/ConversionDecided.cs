using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch decided on a conversion.</summary>
public sealed record ConversionDecided : SojournEvent
{
    /// <summary>converted, extended or cancelled.</summary>
    [JsonRequired]
    public string Result { get; init; } = "";

    /// <summary>The end of the probation that was decided on; unsaid, the one known of the member.</summary>
    public DateOnly? ProbationEnds { get; init; }

    /// <summary>The new end of probation, when it was extended.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <summary>Why it was decided although the host had not given its opinion.</summary>
    public string? WithoutOpinion { get; init; }
}
