using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Home answered a host outside; a letter that left is an answer.</summary>
public sealed record HostAnswered : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("host-answered")
    {
        Order = 132,
        Sides = Sides.Home,
        OfGuests = false,
        While = While.Ever,
        Fields =
        [
            new("what", FieldKind.Several, true, AskedByHost.Subjects),
            new("text", FieldKind.Prose, true),
            new("way", FieldKind.Choice, true, HomeAsked.Ways) { Default = "letter" },
            new("dispatch", FieldKind.Text),
        ],
        Causes = [new("asked-by-host")],
        Least = new Dictionary<string, object> { ["what"] = Array.Empty<string>() },
    };

    [JsonRequired]
    public IReadOnlyList<string> What { get; init; } = [];
    public string? Text { get; init; }
    public string? Way { get; init; }

    /// <summary>The number of the letter in the register of what was sent out.</summary>
    public string? Dispatch { get; init; }

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("what", What), ("text", Text));

    public override string? Prose() => Text;
}
