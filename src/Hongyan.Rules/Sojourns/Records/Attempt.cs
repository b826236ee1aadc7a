using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>Somebody tried to reach a member of whom nobody has heard. Who reaches him records a contact.</summary>
public sealed record Attempt : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>phone, message, letter, visit, family, employer, host or fellow.</summary>
    public string? Way { get; init; }

    /// <summary>Whom the attempt was made through.</summary>
    public string? Who { get; init; }

    /// <summary>no-answer, dead-number, gone or would-not-talk.</summary>
    public string? Result { get; init; }
}
