using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Dues for whole months, each written 2026-03.</summary>
public sealed record DuesPaid : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("dues-paid")
    {
        Order = 180,
        Sides = Sides.Both,
        While = While.Ever,
        Usual = 5,
        Side = "at",
        Fields =
        [
            new("months", FieldKind.Several, true),
            new("amount", FieldKind.Number) { IsDecimal = true },
            new("inFull", FieldKind.YesNo) { Default = "true" },
        ],
        Undo = Undo.Elsewhere,
        ForMany = new()
        {
            Fields = [new("months", FieldKind.Several, true), new("amount", FieldKind.Number) { IsDecimal = true }],
            Own = ["months", "amount", ForMany.Note],
        },
    };

    [JsonRequired]
    public IReadOnlyList<string> Months { get; init; } = [];
    public Side At { get; init; } = Side.Home;
    public decimal? Amount { get; init; }

    /// <summary>False when less than the amount due was paid.</summary>
    public bool InFull { get; init; } = true;

    /// <summary>The number of the receipt given for it.</summary>
    public string? Receipt { get; init; }

    /// <summary>What a guest owes for the months before those settled with his home is his home's.</summary>
    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        before.HomeIsOutside && DuesAtHost.FirstMonthIn(StoryBefore(before, after).Events) is var first
            && (first is null || Months.Any(month => string.CompareOrdinal(month, first.Value.Name) < 0))
            ? Refusal.Of("refusal.dues-at-home") with { Field = "months" }
            : null;

    public override bool IsSignOfLife() => true;
}
