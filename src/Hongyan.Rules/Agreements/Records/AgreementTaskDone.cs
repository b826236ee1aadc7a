using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>A side did what a line of the text asks of it; it counts for the period of its day.</summary>
public sealed record AgreementTaskDone : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("agreement-task-done")
    {
        Order = 100,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        While = While.Ever,
        Fields = [new("line", FieldKind.Choice, true) { IsPart = true, From = Lines }, new("text", FieldKind.Prose, true)],
    };

    /// <summary>By the number of the version and of the line: 1.2.</summary>
    public string Line { get; init; } = "";

    public string? Text { get; init; }

    public override Refusal? RefusalIn(CaseStory before) =>
        AgreementTexts.Of(before).Held.All(one => one.First > On) ? new Refusal("refusal.not-in-force", "C-3.1b")
        : Lines(before, By).All(line => line.Value != Line) ? new Refusal("refusal.no-such-line", "C-3.1a", Field: "line")
        : null;

    private static IEnumerable<StoryChoice> Lines(CaseStory story, string side) =>
        from one in AgreementTexts.Of(story).Held
        where one.First <= story.AsOf
        from line in one.Version.Text.Duties.Select((line, at) => (Line: line, Key: PartKeys.Of(one.Version.Number, at)))
        where AgreementCourse.SidesOf(line.Line.Owes).Contains(side)
        select new StoryChoice(line.Key, line.Line.On ?? one.First, line.Line.Text);
}
