using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Somebody tried to reach a member of whom nobody has heard. Who reaches him records a contact.</summary>
public sealed record Attempt : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("attempt")
    {
        Order = 630,
        Sides = Sides.Both,
        ContactMay = true,
        Side = "by",
        Fields =
        [
            new("way", FieldKind.Choice, true, "phone", "message", "letter", "visit", "family", "employer", "host", "fellow"),
            new("who", FieldKind.Text),
            new("result", FieldKind.Choice, true, "no-answer", "dead-number", "gone", "would-not-talk"),
        ],
        Causes = Beginning.Causes,
    };

    [JsonRequired]
    public Side By { get; init; }

    /// <summary>phone, message, letter, visit, family, employer, host or fellow.</summary>
    public string? Way { get; init; }

    /// <summary>Whom the attempt was made through.</summary>
    public string? Who { get; init; }

    /// <summary>no-answer, dead-number, gone or would-not-talk.</summary>
    public string? Result { get; init; }
}
