using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>Dues for whole months, each written 2026-03.</summary>
public sealed record DuesPaid : SojournEvent
{
    [JsonRequired]
    public IReadOnlyList<string> Months { get; init; } = [];
    public Side At { get; init; } = Side.Home;
    public decimal? Amount { get; init; }

    /// <summary>False when less than the amount due was paid.</summary>
    public bool InFull { get; init; } = true;

    /// <summary>The number of the receipt given for it.</summary>
    public string? Receipt { get; init; }
}

/// <summary>The home branch set what the member pays a month, from a month on.</summary>
public sealed record DuesSet : SojournEvent
{
    /// <summary>Written 2026-03.</summary>
    [JsonRequired]
    public string From { get; init; } = "";
    [JsonRequired]
    public decimal Monthly { get; init; }

    /// <summary>The category of the rates: employee, annual, irregular, retired, farmer, student, jobless …</summary>
    public string? Category { get; init; }

    /// <summary>The monthly income the amount was worked out from.</summary>
    public decimal? Base { get; init; }
}

/// <summary>The home branch asks its committee to lower or waive a member's dues for hardship.</summary>
public sealed record DuesReductionAsked : SojournEvent
{
    /// <summary>The months concerned, each written 2026-03; <see cref="To"/> is the last.</summary>
    [JsonRequired]
    public string From { get; init; } = "";
    [JsonRequired]
    public string To { get; init; } = "";

    /// <summary>What is to be paid a month instead.</summary>
    [JsonRequired]
    public decimal Monthly { get; init; }
    [JsonRequired]
    public string Reason { get; init; } = "";
}

/// <summary>The home committee approved or declined a reduction of dues.</summary>
public sealed record DuesReductionDecided : SojournEvent
{
    [JsonRequired]
    public bool Approved { get; init; }
    public string? Reason { get; init; }

    /// <summary>What was granted, when it is said: else it is what was asked last.</summary>
    public string? From { get; init; }
    public string? To { get; init; }
    public decimal? Monthly { get; init; }
}

/// <summary>The home branch agreed that dues are paid by the quarter from now on.</summary>
public sealed record DuesQuarterlyAgreed : SojournEvent
{
    public string? Reason { get; init; }
}
