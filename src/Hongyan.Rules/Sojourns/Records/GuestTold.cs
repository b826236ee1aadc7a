using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A guest was told what is about to be held of him, so that he can speak to it first.</summary>
public sealed record GuestTold : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("guest-told")
    {
        Order = 126,
        Sides = Sides.Host,
        OfGuests = true,
        While = While.Ever,
        Fields =
        [
            new("of", FieldKind.Choice, true, Hearing.Subjects),
            new("way", FieldKind.Choice, true, "visit", "phone", "letter", "mail"),
            new("text", FieldKind.Prose, true),
        ],
        Causes = [new("reported-in")],
        Least = new Dictionary<string, object> { ["of"] = "" },
    };

    /// <summary>no-member or not-confirmed.</summary>
    [JsonRequired]
    public string Of { get; init; } = "";
    public string? Way { get; init; }

    /// <summary>What he was told, and by when he may answer.</summary>
    public string? Text { get; init; }

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("text", Text));
}
