using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A guest is no longer here; his stay ends on that day.</summary>
public sealed record LeftHost : SojournEvent, IRecord
{
    private const string NotConfirmed = "not-confirmed";
    private const string NoMember = "no-member";

    public static RecordType Type { get; } = new("left-host")
    {
        Order = 555,
        Sides = Sides.Host,
        OfGuests = true,
        Fields =
        [
            new("reason", FieldKind.Choice, true, "returned", "moved-on", "job-ended", NotConfirmed, NoMember),
            new("to", FieldKind.Choice, true, "home", "place", "unknown"),
            new("place", FieldKind.Text),
        ],
        Check = typed => typed["to"] == "place" && typed["place"] is null ? [new("place", "invalid.required")] : [],
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

    public override void Apply(ISojournState state) => state.EndedOn = On > state.DepartedOn ? On : state.DepartedOn;

    /// <summary>Nobody is sent away as unconfirmed of whom nobody asked, or as no member without the word of a home.</summary>
    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after)
    {
        var story = StoryBefore(before, after);
        return Reason switch
        {
            NotConfirmed when story.First<HomeAsked>(asked => asked.IsAbout(HomeAsked.Membership)) is null => Refusal.Of("refusal.not-asked"),
            NoMember when !Refused.IsDenied(story) => Refusal.Of("refusal.home-silent"),
            _ => null,
        };
    }
}
