using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A condition for a transfer is met: settled, home-and-six-months, contract, fixed-place or wish.</summary>
public sealed record TransferConditionMet : SojournEvent
{
    [JsonRequired]
    public string Rule { get; init; } = "";
}

/// <summary>The member was urged to transfer his registration.</summary>
public sealed record TransferUrged : SojournEvent;

/// <summary>The transfer was begun.</summary>
public sealed record TransferStarted : SojournEvent;

/// <summary>The member does not want to transfer, for a reason.</summary>
public sealed record TransferNotWanted : SojournEvent
{
    [JsonRequired]
    public string Reason { get; init; } = "";
}

/// <summary>A transfer letter was issued; it lapses after its days.</summary>
public sealed record TransferLetterIssued : SojournEvent
{
    public int? ValidDays { get; init; }
}

/// <summary>The receiving committee took the member over on his letter.</summary>
public sealed record TransferReceived : SojournEvent;

/// <summary>The receipt of the letter came back to the sending committee.</summary>
public sealed record ReceiptReturned : SojournEvent;

/// <summary>The registration has moved; the sojourn ends on that day.</summary>
public sealed record Transferred : SojournEvent;
