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

/// <summary>The home branch marked the member as out of contact (失联). From that day on periodic duties towards him rest.</summary>
public sealed record MarkedLost : SojournEvent
{
    /// <summary>The last organised life or dues, else the departure. Source: facts §7.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>1 to 7, as in the form of facts §7.</summary>
    public string? Reason { get; init; }
}

/// <summary>A member who was out of contact gave a sign of life.</summary>
public sealed record Found : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>How he was found.</summary>
    public string? How { get; init; }

    /// <summary>What he says himself.</summary>
    public string? HisWord { get; init; }
}
