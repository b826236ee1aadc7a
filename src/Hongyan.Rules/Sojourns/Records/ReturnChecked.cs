using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Home looked at the certificate after the return.</summary>
public sealed record ReturnChecked : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("return-checked")
    {
        Order = 560,
        Sides = Sides.Home,
        While = While.Ended,
        Usual = 14,
        Fields = [new("hostView", FieldKind.Prose), new("ownView", FieldKind.Prose), new("goesOutAgain", FieldKind.YesNo)],
        Causes = [new("returned")],
        CauseClause = "A-2.1.4",
    };

    public bool GoesOutAgain { get; init; }

    /// <summary>How he did while he was away, in the words of the host and in his own.</summary>
    public string? HostView { get; init; }
    public string? OwnView { get; init; }

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("ownView", OwnView ?? HostView));
}
