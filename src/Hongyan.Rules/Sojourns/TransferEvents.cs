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
    public string? Number { get; init; }

    /// <summary>The organisation the registration goes to, in words.</summary>
    public string? To { get; init; }

    /// <summary>Its path, when it is one of this installation.</summary>
    public string? ToPath { get; init; }

    /// <summary>Names the letter; what becomes of it says the same name. A correction of its record keeps it.</summary>
    public Guid? Letter { get; init; }

    /// <summary>The last month for which dues are paid, written 2026-03.</summary>
    public string? DuesPaidTo { get; init; }
}

/// <summary>The receiving committee did not take the member over; there is no refusal without a reason.</summary>
public sealed record TransferRefused : SojournEvent
{
    public Guid? Letter { get; init; }

    [JsonRequired]
    public string Reason { get; init; } = "";
}

/// <summary>The receiving committee took the member over on his letter.</summary>
public sealed record TransferReceived : SojournEvent
{
    public Guid? Letter { get; init; }
}

/// <summary>The receipt of the letter came back to the sending committee.</summary>
public sealed record ReceiptReturned : SojournEvent
{
    public Guid? Letter { get; init; }
}

/// <summary>The registration has moved; the sojourn ends on that day.</summary>
public sealed record Transferred : SojournEvent
{
    /// <summary>The branch that has it now, when it is one of this installation.</summary>
    public string? Branch { get; init; }
}
