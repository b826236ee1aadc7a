using Hongyan.Rules.Engine;

namespace Hongyan.Rules.OfficeYears;

/// <summary>A major event was held, with floating members among those invited (C-2.2.1i).</summary>
public sealed record EventHeld : OfficeYearEvent, IRecord
{
    private const int MostPeople = 100_000;

    public static RecordType Type { get; } = new("event-held")
    {
        Order = 30,
        Sides = OfficeYear.Sides,
        Side = SideName,
        While = While.Ever,
        Fields =
        [
            new("what", FieldKind.Prose, true),
            new("invited", FieldKind.Number, true),
            new("floating", FieldKind.Number, true),
        ],
    };

    public string? What { get; init; }

    public int? Invited { get; init; }

    /// <summary>How many floating members were among those invited.</summary>
    public int? Floating { get; init; }

    public override Refusal? RefusalIn(CaseStory before) =>
        Floating > Invited ? new Refusal("refusal.more-than-invited", "C-2.2.1i", Field: "floating")
        : Invited > MostPeople ? new Refusal("invalid.number", Field: "invited")
        : On < OfficeYear.YearOf(before).First || On > OfficeYear.YearOf(before).Last ? new Refusal("refusal.outside-year", Field: "on")
        : null;
}
