using Hongyan.Rules.Engine;
using Hongyan.Rules.Identity;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member told of a change.</summary>
public sealed record ChangeReported : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("change-reported")
    {
        Order = 250,
        Sides = Sides.Both,
        ContactMay = true,
        MemberMay = true,
        Usual = 8,
        Fields =
        [
            new("what", FieldKind.Choice, true, "place", "employer", "residence", "phone"),
            new("value", FieldKind.Text, true)
            {
                IsSecret = true,
                CoveredBy = "what",
                Covers = new Dictionary<string, Cover> { ["phone"] = Cover.Phone, ["residence"] = Cover.Address },
            },
        ],
        Check = typed => typed["what"] == "phone" && typed["value"] is { } phone && PhoneNumber.Read(phone) is null ? [new("value", "invalid.phone")] : [],
    };

    public string? What { get; init; }

    /// <summary>The new place, employer, residence or phone.</summary>
    public string? Value { get; init; }

    /// <summary>A reported change is the new detail itself; where he works and where he is belongs to the stay.</summary>
    public override void Apply(ISojournState state)
    {
        if (What == "employer")
            state.Employer = Value ?? state.Employer;
        if (What == "place")
            state.Destination = Value ?? state.Destination;
    }

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("what", What), ("value", Value));

    public override bool IsSignOfLife() => true;
}
