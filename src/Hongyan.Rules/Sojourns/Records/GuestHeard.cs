using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>What a guest himself says to what is about to be held of him.</summary>
public sealed record GuestHeard : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("guest-heard")
    {
        Order = 127,
        Sides = Sides.Host,
        OfGuests = true,
        MemberMay = true,
        While = While.Ever,
        Fields = [new("of", FieldKind.Choice, true, Hearing.Subjects), new("text", FieldKind.Prose, true)],
        Causes = [new("reported-in")],
        Least = new Dictionary<string, object> { ["of"] = "" },
    };

    /// <summary>no-member or not-confirmed.</summary>
    [JsonRequired]
    public string Of { get; init; } = "";

    /// <summary>His words; an empty statement is none.</summary>
    public string? Text { get; init; }

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("text", Text));

    public override bool IsSignOfLife() => true;
}
