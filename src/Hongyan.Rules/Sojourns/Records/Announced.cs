using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A committee was told that a guest is coming: until he arrives he is expected, counts nowhere and owes nothing.</summary>
public sealed record Announced : SojournEvent, IRecord
{
    public const string Letter = "letter";
    public const string List = "list";
    public const string Envelope = "envelope";
    public const string Declaration = "declaration";

    public static RecordType Type { get; } = new("announced")
    {
        Order = 119,
        Sides = Sides.Host,
        CommitteeOnly = true,
        OfGuests = true,
        IsInMenu = false,
        HasForm = false,
        Steps = Step.To(SojournState.Announced, SojournState.BeforeArrival),
        OrderInDay = 0,
        Undo = Undo.Elsewhere,
    };

    /// <summary>The committee that was told.</summary>
    public string? Organization { get; init; }

    /// <summary>How it was told: letter, list, envelope or declaration.</summary>
    public string? By { get; init; }

    /// <summary>The number of his certificate, and the day on which he leaves home.</summary>
    public string? Number { get; init; }
    public DateOnly? Departs { get; init; }

    /// <summary>His home in words, its entry in the directory of organisations outside, and its telephone.</summary>
    public string? HomeSaid { get; init; }
    public Guid? HomeEntry { get; init; }
    public string? HomePhone { get; init; }

    /// <summary>Whether it is his home's word; a declaration is his own.</summary>
    internal bool IsByHome => By is Letter or List or Envelope;

    /// <summary>Whether his home had announced him by a day: then there is nothing to ask it.</summary>
    internal static bool IsByHomeBefore(Story story, DateOnly day) =>
        story.First<Announced>(announced => announced.IsByHome && announced.On <= day) is not null;

    public override void Apply(ISojournState state)
    {
        state.HostPath = Organization ?? state.HostPath;
        state.DepartedOn = Departs ?? state.DepartedOn;
    }
}
