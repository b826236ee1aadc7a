using Hongyan.Rules.Engine;
using Hongyan.Rules.Identity;

namespace Hongyan.Rules.Sojourns;

/// <summary>The ID number of a guest became known after he was received; whoever records it saw the paper.</summary>
public sealed record IdentityLearned : SojournEvent, IRecord
{
    private const string Seen = "seen";

    public static RecordType Type { get; } = new("identity-learned")
    {
        Order = 129,
        Sides = Sides.Host,
        OfGuests = true,
        While = While.Ever,
        Fields =
        [
            new("number", FieldKind.Text, true) { IsSecret = true, Cover = Cover.Note },
            new("document", FieldKind.Choice, true, Seen),
        ],
        Check = typed => typed["number"] is { } number && IdNumber.Read(number).Number is null ? [new("number", "invalid.id-number")] : [],
        Causes = [new("reported-in")],
        Least = new Dictionary<string, object> { ["document"] = "" },
        Undo = Undo.Elsewhere,
    };

    public string? Number { get; init; }

    /// <summary>The ID document: seen, or it is not recorded.</summary>
    public string? Document { get; init; }

    /// <summary>A second one would be a way to try out numbers: one that is wrong is corrected.</summary>
    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        before.Events.Any(happened => happened is IdentityLearned) ? Refusal.Of("refusal.number-learned") : null;

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) =>
        Lacking(("number", Number), ("document", Document == Seen ? Document : null));
}
