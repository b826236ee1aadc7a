using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A meeting of a branch to which its members are called.</summary>
public sealed record Meeting : Announcement, IRecord
{
    public static RecordType Type { get; } = new("meeting")
    {
        Order = 330,
        Sides = Sides.Host,
        Side = "of",
        Fields = [new("takesPlace", FieldKind.Date, true), new("name", FieldKind.Text)],
    };
}
