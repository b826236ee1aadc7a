using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Points taken off after a formal finding.</summary>
public sealed record Deduction : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("deduction")
    {
        Order = 380,
        HasForm = false,
        Undo = Undo.Judgement,
    };

    [JsonRequired]
    public string Item { get; init; } = "";
    [JsonRequired]
    public decimal Points { get; init; }

    /// <summary>Document number of the formal finding; without one nothing is deducted.</summary>
    [JsonRequired]
    public string Finding { get; init; } = "";

    /// <summary>True while an appeal is under way: both figures are shown.</summary>
    public bool UnderAppeal { get; init; }

    /// <summary>The day on which the circumstance ended, for deductions that last only as long as it does.</summary>
    public DateOnly? Until { get; init; }
}
