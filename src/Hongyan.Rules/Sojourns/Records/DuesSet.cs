using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch set what the member pays a month, from a month on.</summary>
public sealed record DuesSet : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("dues-set")
    {
        Order = 200,
        Sides = Sides.Home,
        Fields =
        [
            new("from", FieldKind.Text, true),
            new("monthly", FieldKind.Number, true) { IsDecimal = true },
            new("category", FieldKind.Text),
            new("base", FieldKind.Number) { IsDecimal = true },
        ],
        Undo = Undo.Anew,
    };

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
