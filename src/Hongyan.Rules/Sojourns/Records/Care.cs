using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A visit, a greeting or help.</summary>
public sealed record Care : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("care")
    {
        Order = 30,
        Sides = Sides.Both,
        ContactMay = true,
        Usual = 7,
        Side = "by",
        Fields =
        [
            new("kind", FieldKind.Choice, true, "visit", "greeting", "money", "relief", "hardship", "help") { Default = "visit" },
            new("amount", FieldKind.Number) { IsDecimal = true },
        ],
        IsOfNeed = true,
        IsConfidential = true,
        Causes = Beginning.Causes,
        ForMany = new() { Own = [ForMany.Note], NeverAlike = [ForMany.Note] },
    };

    [JsonRequired]
    public Side By { get; init; }

    /// <summary>visit, greeting, money, relief, hardship or help.</summary>
    public string? Kind { get; init; }

    /// <summary>Yuan, or what a gift is worth.</summary>
    public decimal? Amount { get; init; }

    public override bool IsSignOfLife() => true;
}
