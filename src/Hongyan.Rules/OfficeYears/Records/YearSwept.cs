using Hongyan.Rules.Engine;

namespace Hongyan.Rules.OfficeYears;

/// <summary>The organisation confirmed the four clears of the year. Written with those of its sojourns, on one page.</summary>
public sealed record YearSwept : OfficeYearEvent, IRecord
{
    public static RecordType Type { get; } = new("sweep-confirmed")
    {
        Order = 10,
        Sides = OfficeYear.Sides,
        Side = SideName,
        While = While.Ever,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
    };
}
