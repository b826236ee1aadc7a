using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member reported his thoughts and work to home.</summary>
public sealed record MemberReported : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("member-reported")
    {
        Order = 230,
        Sides = Sides.Home,
        ContactMay = true,
        MemberMay = true,
        Usual = 9,
        Fields = [new("period", FieldKind.Choice), new("text", FieldKind.Prose, true)],
        Causes = Beginning.Causes,
    };

    /// <summary>The period reported on, for example 2026 or 2026-Q1; unsaid, that of its day.</summary>
    public string? Period { get; init; }
    public string? Text { get; init; }

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("text", Text));

    public override bool IsSignOfLife() => true;

    public override string? Prose() => Text;
}
