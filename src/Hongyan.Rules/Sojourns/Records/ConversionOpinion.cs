using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host gave its opinion on a conversion.</summary>
public sealed record ConversionOpinion : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("conversion-opinion")
    {
        Order = 410,
        Sides = Sides.Host,
        Fields = [new("written", FieldKind.YesNo) { Default = "true" }],
        IsDecidedOnce = true,
    };

    public bool Written { get; init; } = true;

    /// <summary>convert, extend, cancel or none.</summary>
    public string? Opinion { get; init; }
    public string? Text { get; init; }

    /// <summary>The number of the letter that left, in the register of what was sent out.</summary>
    public string? Dispatch { get; init; }

    public override string? Prose() => Text;
}
