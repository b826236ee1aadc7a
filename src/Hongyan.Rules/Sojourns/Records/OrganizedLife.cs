using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member took part in organised life.</summary>
public sealed record OrganizedLife : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("organized-life")
    {
        Order = 160,
        Sides = Sides.Both,
        Usual = 4,
        Fields =
        [
            new("kind", FieldKind.Choice, true,
                "meeting", "committee-meeting", "group-meeting", "lecture", "party-day", "life-meeting", "study", "other") { Default = "meeting" },
            new("offline", FieldKind.YesNo),
        ],
        Causes = Beginning.Causes,
        ForMany = new(),
    };

    public bool Offline { get; init; }
    public string? Kind { get; init; }

    /// <summary>The meeting on whose list he was ticked.</summary>
    public Guid? Meeting { get; init; }

    public override bool IsSignOfLife() => true;
}
