using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Home asked a host outside, before the review, how he did; a letter that left is a question asked.</summary>
public sealed record ReviewAsked : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("review-asked")
    {
        Order = 721,
        Sides = Sides.Home,
        OfGuests = false,
        While = While.Ever,
        Fields =
        [
            new("way", FieldKind.Choice, true, HomeAsked.Ways) { Default = "letter" },
            new("dispatch", FieldKind.Text),
        ],
        Causes = Beginning.Causes,
    };

    public string? Way { get; init; }

    /// <summary>The number of the letter in the register of what was sent out.</summary>
    public string? Dispatch { get; init; }
}
