using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Home asked the host for its opinion on a conversion.</summary>
public sealed record ConversionOpinionAsked : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("conversion-opinion-asked")
    {
        Order = 400,
        Sides = Sides.Home,
        IsDecidedOnce = true,
    };

    /// <summary>The number of the letter that left, in the register of what was sent out.</summary>
    public string? Dispatch { get; init; }
}
