using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>What was decided at a consultation was done by a side that it was for.</summary>
public sealed record FollowUpDone : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("follow-up-done")
    {
        Order = 90,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        While = While.Ever,
        Fields = [new("decision", FieldKind.Choice, true) { IsPart = true, From = Open }, new("text", FieldKind.Prose, true)],
    };

    /// <summary>By the number of the consultation and of the line: 2.1.</summary>
    public string Decision { get; init; } = "";

    public string? Text { get; init; }

    public override Refusal? RefusalIn(CaseStory before) =>
        All(before).FirstOrDefault(one => one.Key == Decision) is not { Decision: { } decision } || !AgreementCourse.SidesOf(decision.Owes).Contains(By)
            ? new Refusal("refusal.no-such-decision", "C-3.1b", Field: "decision")
        : Of(before, Decision, By) is { } done ? new Refusal("refusal.follow-up-done-already", "C-3.1b", done.On)
        : null;

    internal static FollowUpDone? Of(CaseStory story, string key, string side) => story.First<FollowUpDone>(done => done.Decision == key && done.By == side);

    internal static IEnumerable<(string Key, Consulted At, Decision Decision)> All(CaseStory story) =>
        Consulted.AllOf(story).SelectMany(one => one.Consulted.Decisions.Select((decision, at) => (PartKeys.Of(one.Number, at), one.Consulted, decision)));

    private static IEnumerable<StoryChoice> Open(CaseStory story, string side) =>
        from one in All(story)
        where AgreementCourse.SidesOf(one.Decision.Owes).Contains(side) && Of(story, one.Key, side) is null
        select new StoryChoice(one.Key, one.Decision.On, one.Decision.Text);
}
