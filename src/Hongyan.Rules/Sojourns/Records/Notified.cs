using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member was told of an announcement: its name, its kind, or the day on which it takes place.</summary>
public sealed record Notified : SojournEvent, IRecord, IOfOccasion
{
    public static RecordType Type { get; } = new("notified")
    {
        Order = 340,
        Sides = Sides.Both,
        ContactMay = true,
        MemberMay = true,
        Fields =
        [
            new("event", FieldKind.Choice, true),
            new("means", FieldKind.Choice, true, "phone", "visit", "family", "signed") { Default = "phone" },
            new("by", FieldKind.Text, true) { Preset = FieldPreset.Writer },
        ],
        Causes = Announcement.AsCauses,
        Least = new Dictionary<string, object> { ["event"] = "" },
        ForMany = new(),
    };

    [JsonRequired]
    public string Event { get; init; } = "";

    /// <summary>opened, answered, told, delivered or posted; old records and case files may leave it out, which means told.</summary>
    public string? How { get; init; }

    /// <summary>How he was told: phone, visit, family, signed.</summary>
    public string? Means { get; init; }

    /// <summary>The name of the person who told him.</summary>
    public string? By { get; init; }

    /// <summary>False when the notice was only posted or delivered: nobody knows whether he has seen it.</summary>
    [JsonIgnore]
    public bool IsTold => How is not ("posted" or "delivered");

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => How == "told" ? Lacking(("means", Means), ("by", By)) : [];
}
