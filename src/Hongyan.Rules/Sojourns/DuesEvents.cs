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
}

/// <summary>The home branch agreed that dues are paid by the quarter from now on.</summary>
public sealed record DuesQuarterlyAgreed : SojournEvent
{
    public string? Reason { get; init; }
}
