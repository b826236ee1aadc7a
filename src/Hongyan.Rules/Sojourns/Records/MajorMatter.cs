using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A major matter of a branch of which its members are to know.</summary>
public sealed record MajorMatter : Announcement, IRecord
{
    public static RecordType Type { get; } = new("major-matter")
    {
        Order = 320,
        Sides = Sides.Home,
        Side = "of",
        Fields = [new("takesPlace", FieldKind.Date, true), new("name", FieldKind.Text)],
    };
}
