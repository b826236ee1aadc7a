using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Word from one side to the other.</summary>
public sealed record Feedback : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("feedback")
    {
        Order = 260,
        Sides = Sides.Both,
        While = While.Ever,
        Usual = 6,
        IsOfferedForOutside = true,
        Side = "from",
        Fields = [new("topic", FieldKind.Choice, true, "general", "review", "review-result") { Default = "general" }],
        Causes = Beginning.Causes,
        ForMany = new()
        {
            Fields = [new("text", FieldKind.Prose, true) { Longest = 4000 }],
            Own = ["text"],
            NeverAlike = ["text"],
            Always = new Dictionary<string, string> { ["topic"] = "general" },
            TellsOfOthers = true,
        },
    };

    [JsonRequired]
    public Side From { get; init; }
    public string? Topic { get; init; }

    /// <summary>The letter itself; the rules never read it.</summary>
    public string? Text { get; init; }

    /// <summary>The number of the letter that left, in the register of what was sent out.</summary>
    public string? Dispatch { get; init; }

    public override string? Prose() => Text;
}
