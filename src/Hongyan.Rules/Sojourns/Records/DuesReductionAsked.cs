using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch asks its committee to lower or waive a member's dues for hardship.</summary>
public sealed record DuesReductionAsked : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("dues-reduction-asked")
    {
        Order = 210,
        Sides = Sides.Home,
        Fields =
        [
            new("from", FieldKind.Text, true),
            new("to", FieldKind.Text, true),
            new("monthly", FieldKind.Number, true) { IsDecimal = true },
            new("reason", FieldKind.Text, true) { IsSecret = true, Cover = Cover.Note },
        ],
        IsOfNeed = true,
        IsConfidential = true,
        Undo = Undo.Anew,
    };

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
