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
