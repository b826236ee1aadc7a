using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A guest is no longer here; his stay ends on that day.</summary>
public sealed record LeftHost : SojournEvent, IRecord
{
    public const string MovedOn = "moved-on";
    public const string ToPlace = "place";
    private const string NotConfirmed = Hearing.OfNotConfirmed;
    private const string NoMember = Hearing.OfNoMember;

    public static RecordType Type { get; } = new("left-host")
    {
        Order = 555,
        Sides = Sides.Host,
        OfGuests = true,
        Fields =
        [
            new("reason", FieldKind.Choice, true, "returned", MovedOn, "job-ended", NotConfirmed, NoMember),
            new("to", FieldKind.Choice, true, "home", ToPlace, "unknown"),
            new("place", FieldKind.Text),
        ],
        Check = typed => typed["to"] == ToPlace && typed["place"] is null ? [new("place", "invalid.required")] : [],
        Causes = [new("reported-in")],
        CauseClause = "A-2.3.2a",
        Steps = Step.To(SojournState.Left, SojournState.Running),
        StepRefusals = new Dictionary<string, string>
        {
            [SojournState.Left] = "refusal.left-already",
        },
        OrderInDay = 6,
        Least = new Dictionary<string, object> { ["reason"] = "" },
    };

    /// <summary>returned, moved-on, job-ended, not-confirmed or no-member.</summary>
    [JsonRequired]
    public string Reason { get; init; } = "";

    /// <summary>home, place or unknown; <see cref="Place"/> says which place.</summary>
    public string? To { get; init; }
    public string? Place { get; init; }

    /// <summary>Another host received him, and tells his home where he is.</summary>
    public bool? IsTakenOver { get; init; }

    public override string? HeardOf() => Reason is NotConfirmed or NoMember ? Reason : null;

    public override bool IsOfTwo(IEnumerable<SojournEvent> ever) => Reason == NoMember;

    public override void Apply(ISojournState state) => state.EndedOn = On > state.DepartedOn ? On : state.DepartedOn;

    /// <summary>Nobody is sent away as unconfirmed of whom nobody asked, or as no member without the word of a home.</summary>
    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after)
    {
        var story = StoryBefore(before, after);
        return Reason switch
        {
            NotConfirmed when story.First<HomeAsked>(asked => asked.IsAbout(HomeAsked.Membership)) is null => Refusal.Of("refusal.not-asked"),
            NoMember when !Refused.IsDenied(story) => Refusal.Of("refusal.home-silent"),
            _ => before.HomeIsOutside && HeardOf() is { } about ? Hearing.RefusalOf(story, about) : null,
        };
    }
}
