using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>What was written down wrongly of a guest, or was not known when he was received: his name, sex, birth date or status.</summary>
public sealed record GuestCorrected : SojournEvent, IRecord
{
    private static readonly string[] Corrected = ["name", "sex", "born", "status"];

    public static RecordType Type { get; } = new("guest-corrected")
    {
        Order = 128,
        Sides = Sides.Host,
        OfGuests = true,
        While = While.Ever,
        Fields =
        [
            new("name", FieldKind.Text) { Longest = 100 },
            new("sex", FieldKind.Choice, false, "male", "female"),
            new("born", FieldKind.Date),
            new("status", FieldKind.Choice, false, "full", "probationary"),
            new("why", FieldKind.Prose, true),
        ],
        Check = typed => Corrected.All(field => typed[field] is null) ? [new("name", "invalid.nothing-corrected")] : [],
        Causes = [new("reported-in")],
        Undo = Undo.Anew,
    };

    public string? Name { get; init; }
    public string? Sex { get; init; }
    public DateOnly? Born { get; init; }

    /// <summary>full or probationary, as he says or shows.</summary>
    public string? Status { get; init; }
    public string? Why { get; init; }

    /// <summary>What was held until then, in the same order, apart by semicolons.</summary>
    public string? Was { get; init; }

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("why", Why));
}
