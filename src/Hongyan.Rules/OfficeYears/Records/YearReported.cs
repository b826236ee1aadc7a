using Hongyan.Rules.Engine;

namespace Hongyan.Rules.OfficeYears;

/// <summary>The organisation reported upwards at the end of the year. Written with those of its sojourns, on one page.</summary>
public sealed record YearReported : OfficeYearEvent, IRecord
{
    public static RecordType Type { get; } = new("report-submitted")
    {
        Order = 20,
        Sides = OfficeYear.Sides,
        Side = SideName,
        While = While.Ever,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
    };
}
