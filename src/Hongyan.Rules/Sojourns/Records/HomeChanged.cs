using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A guest's home is another than was believed, or is known at last; that one is asked anew.</summary>
public sealed record HomeChanged : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("home-changed")
    {
        Order = 124,
        Sides = Sides.Host,
        OfGuests = true,
        Fields = [new("name", FieldKind.Text, true), new("since", FieldKind.Date, true), new("text", FieldKind.Prose)],
        Causes = [new("reported-in")],
        Least = new Dictionary<string, object> { ["name"] = "", ["since"] = "1990-01-01" },
    };

    /// <summary>The other home in words; <see cref="Entry"/> in the directory of organisations outside.</summary>
    [JsonRequired]
    public string Name { get; init; } = "";
    public Guid? Entry { get; init; }

    /// <summary>Since when he belongs to it.</summary>
    [JsonRequired]
    public DateOnly Since { get; init; }
    public string? Text { get; init; }

    public override string? Prose() => Text;
}
