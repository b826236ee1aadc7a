using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>An election of a branch.</summary>
public sealed record Election : Announcement, IRecord
{
    public static RecordType Type { get; } = new("election")
    {
        Order = 310,
        Sides = Sides.Home,
        Side = "of",
        Fields = [new("takesPlace", FieldKind.Date, true), new("name", FieldKind.Text)],
    };
}
