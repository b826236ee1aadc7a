using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The yearly report went up.</summary>
public sealed record ReportSubmitted : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("report-submitted")
    {
        Order = 610,
        Sides = Sides.Home,
        CommitteeOnly = true,
        While = While.Ever,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        IsOfOrganization = true,
    };

    /// <summary>The year reported on; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
