using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home of a guest answered, as the host was told.</summary>
public sealed record HomeAnswered : SojournEvent, IRecord
{
    public const string Yes = "yes";
    public const string No = "no";

    public static RecordType Type { get; } = new("home-answered")
    {
        Order = 122,
        Sides = Sides.Host,
        OfGuests = true,
        While = While.Ever,
        Fields =
        [
            new("what", FieldKind.Choice, true, HomeAsked.Subjects) { Default = HomeAsked.Membership },
            new("answer", FieldKind.Choice, true, Yes, No, "other"),
            new("text", FieldKind.Prose),
            new("signer", FieldKind.Text),
            new("way", FieldKind.Choice, true, HomeAsked.Ways),
        ],
        Causes = [new("reported-in")],
        Least = new Dictionary<string, object> { ["what"] = "", ["answer"] = "" },
    };

    [JsonRequired]
    public string What { get; init; } = "";

    /// <summary>yes, no or other.</summary>
    [JsonRequired]
    public string Answer { get; init; } = "";

    /// <summary>What home says beside it; a no without its reason is none.</summary>
    public string? Text { get; init; }
    public string? Signer { get; init; }
    public string? Way { get; init; }

    public bool IsAbout(string subject) => What == subject;

    public override string? HeardOf() => DeniesMember() ? Hearing.OfNoMember : null;

    public override bool IsOfTwo(IEnumerable<SojournEvent> ever) => DeniesMember();

    /// <summary>That he is no member is taken down only after he could speak to it.</summary>
    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        before.HomeIsOutside && DeniesMember() ? Hearing.RefusalOf(StoryBefore(before, after), Hearing.OfNoMember) : null;

    private bool DeniesMember() => What == HomeAsked.Membership && Answer == No;

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Answer == Yes ? [] : Lacking(("text", Text));

    public override string? Prose() => Text;
}
