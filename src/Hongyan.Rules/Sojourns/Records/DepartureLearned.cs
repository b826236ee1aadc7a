using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host learned when a guest had left home: his stay begins earlier than his arrival.</summary>
public sealed record DepartureLearned : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("departure-learned")
    {
        Order = 123,
        Sides = Sides.Host,
        OfGuests = true,
        While = While.Ever,
        Fields = [new("departs", FieldKind.Date, true), new("toldBy", FieldKind.Choice, true, "home", "member", "roster", "envelope")],
        Causes = [new("reported-in")],
        Least = new Dictionary<string, object> { ["departs"] = "1990-01-01" },
    };

    [JsonRequired]
    public DateOnly Departs { get; init; }

    /// <summary>home, member, roster or envelope.</summary>
    public string? ToldBy { get; init; }

    /// <summary>The departure as it was learned last; nothing for members, and where nobody has arrived.</summary>
    internal static DateOnly? Before(Story story) =>
        story is { HomeIsOutside: true, Arrival: { } arrival } && story.All<DepartureLearned>().LastOrDefault()?.Departs is { } departs && departs < arrival.On
            ? departs : null;

    public override void Apply(ISojournState state) => state.DepartedOn = Departs;

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        StoryBefore(before, after).Arrival is { } arrival && Departs > arrival.On
            ? Refusal.Of("refusal.after-arrival") with { On = arrival.On, Field = "departs" }
            : null;
}
