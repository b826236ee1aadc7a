using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A host outside asked home about its member, as home was told.</summary>
public sealed record AskedByHost : SojournEvent, IRecord
{
    /// <summary>What a host can ask: whether he is a member, and what only home can say or allow.</summary>
    internal static string[] Subjects { get; } = ["membership", "consent", "opinion", "dues"];

    public static RecordType Type { get; } = new("asked-by-host")
    {
        Order = 131,
        Sides = Sides.Home,
        OfGuests = false,
        While = While.Ever,
        Fields =
        [
            new("what", FieldKind.Several, true, Subjects) { Default = "membership" },
            new("way", FieldKind.Choice, true, HomeAsked.Ways) { Default = "letter" },
            new("signer", FieldKind.Text),
            new("text", FieldKind.Prose),
        ],
        Causes = Beginning.Causes,
        Least = new Dictionary<string, object> { ["what"] = Array.Empty<string>() },
    };

    [JsonRequired]
    public IReadOnlyList<string> What { get; init; } = [];
    public string? Way { get; init; }

    /// <summary>Who signed it there, and what it says beside its questions.</summary>
    public string? Signer { get; init; }
    public string? Text { get; init; }

    public override string? Prose() => Text;
}
