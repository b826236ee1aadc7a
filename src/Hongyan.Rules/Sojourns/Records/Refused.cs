using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host did not accept him.</summary>
public sealed record Refused : SojournEvent, IRecord
{
    private const string HomeSaysNo = "home-says-no";
    private const string KnownNowhere = "known-nowhere";

    // that a guest has no certificate, or that his home is silent, is no reason
    private static readonly string[] OfGuests = ["not-here", "other-organization", HomeSaysNo, "transferred", KnownNowhere, "other"];

    public static RecordType Type { get; } = new("refused")
    {
        Order = 150,
        Sides = Sides.Host,
        Fields =
        [
            new("code", FieldKind.Choice, true, "identity", "not-here", "other-organization", "other") { GuestChoices = OfGuests },
            new("why", FieldKind.Prose, true) { OfGuests = true },
        ],
        Check = typed => typed["code"] == "other" && (typed["note"] ?? typed["why"]) is null ? [new("note", "invalid.note")] : [],
        Causes = [new("reported-in")],
        CauseClause = "A-2.3.2a",
        Steps = Step.To(SojournState.Refused, SojournState.ReportedIn, SojournState.Refused), // by the committee after its branch
        StepRefusals = new Dictionary<string, string>
        {
            [SojournState.Reported] = "refusal.not-reported-in",
            [SojournState.Announced] = "refusal.not-reported-in",
            [SojournState.Away] = "refusal.not-reported-in",
            [SojournState.Placed] = "refusal.placed-already",
        },
        OrderInDay = 3,
        NamesHost = true,
        Least = new Dictionary<string, object> { ["code"] = "" },
    };

    /// <summary>The reason code; there is no refusal without one.</summary>
    [JsonRequired]
    public string Code { get; init; } = "";

    /// <summary>The reason in words, which a guest is told.</summary>
    public string? Why { get; init; }

    /// <summary>The organisation that refused.</summary>
    public string? Organization { get; init; }

    /// <summary>The superior that gets a copy.</summary>
    public string? CopiedTo { get; init; }

    /// <summary>The committee to which a branch hands the case back; nothing when a committee itself refused.</summary>
    public string? BackTo { get; init; }

    public override void Apply(ISojournState state) => state.HostPath = BackTo ?? state.HostPath;

    /// <summary>Whether the home of a guest, asked about him, denied him.</summary>
    internal static bool IsDenied(Story story) =>
        story.All<HomeAnswered>().LastOrDefault(answer => answer.IsAbout(HomeAsked.Membership)) is { Answer: HomeAnswered.No };

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        !before.HomeIsOutside || Code.Length == 0 ? null
        : !OfGuests.Contains(Code) ? Refusal.Of("refusal.no-grounds") with { Field = "code" }
        : Code is HomeSaysNo or KnownNowhere && !IsDenied(StoryBefore(before, after)) ? Refusal.Of("refusal.home-silent") with { Field = "code" }
        : null;

    public override string? Prose() => Why;
}
