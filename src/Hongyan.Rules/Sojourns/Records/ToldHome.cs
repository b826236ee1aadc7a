using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host told the home of a guest what became of him here.</summary>
public sealed record ToldHome : SojournEvent, IRecord
{
    internal const string OfPlaced = "placed";
    internal const string OfMoved = "moved";
    internal const string OfLeft = "left";
    internal const string OfRefused = "refused";

    public static RecordType Type { get; } = new("told-home")
    {
        Order = 155,
        Sides = Sides.Host,
        OfGuests = true,
        While = While.Ever,
        Fields =
        [
            new("of", FieldKind.Choice, true, OfPlaced, OfMoved, OfLeft, OfRefused),
            new("way", FieldKind.Choice, true, HomeAsked.Ways) { Default = "letter" },
            new("dispatch", FieldKind.Text),
        ],
        Causes = [new("placed"), new("refused"), new("left-host")],
        Least = new Dictionary<string, object> { ["of"] = "" },
    };

    /// <summary>placed, moved, left or refused.</summary>
    [JsonRequired]
    public string Of { get; init; } = "";
    public string? Way { get; init; }

    /// <summary>The number of the letter in the register of what was sent out.</summary>
    public string? Dispatch { get; init; }
}
