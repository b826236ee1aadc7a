using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The branch confirmed its two ledgers.</summary>
public sealed record LedgerConfirmed : SojournEvent;

/// <summary>An organisation confirmed the four clears of the yearly sweep.</summary>
public sealed record SweepConfirmed : SojournEvent
{
    /// <summary>The year of the sweep; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}

/// <summary>The yearly report went up.</summary>
public sealed record ReportSubmitted : SojournEvent
{
    /// <summary>The year reported on; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}

/// <summary>An agreement of two organisations holds from that day on.</summary>
public sealed record AgreementInForce : SojournEvent
{
    public DateOnly? Until { get; init; }
}

/// <summary>The two parties of an agreement consulted.</summary>
public sealed record Consulted : SojournEvent;

/// <summary>A person has waived a duty, with a reason.</summary>
public sealed record Waived : SojournEvent
{
    [JsonRequired]
    public string Kind { get; init; } = "";
    public string? Period { get; init; }
    [JsonRequired]
    public string Reason { get; init; } = "";
    public string? Person { get; init; }
}

/// <summary>A record was made in error and nothing takes its place; the correction that says so is its only trace.</summary>
public sealed record Struck : SojournEvent
{
    [JsonRequired]
    public string Reason { get; init; } = "";
}
