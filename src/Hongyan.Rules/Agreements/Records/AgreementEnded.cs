using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>A party ends the agreement with a last day: some time ahead, or any day on which both agreed.</summary>
public sealed record AgreementEnded : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("agreement-ended")
    {
        Order = 130,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        Undo = Undo.Anew,
        IsOffered = (story, _) => story.First<AgreementEnded>() is null,
        Steps = AgreementCourse.WhileInForce,
        StepRefusals = AgreementCourse.NotInForce,
        Fields = [new("lastDay", FieldKind.Date, true), new("agreed", FieldKind.YesNo), new("text", FieldKind.Prose, true)],
    };

    public DateOnly? LastDay { get; init; }

    public bool Agreed { get; init; }

    public string? Text { get; init; }

    public override Refusal? RefusalIn(CaseStory before) =>
        before.First<AgreementEnded>() is { } ended ? new Refusal("refusal.ended-already", "C-3.1b", ended.LastDay)
        : LastDay is null || LastDay < On ? new Refusal("refusal.last-day-before", "C-3.1b", Field: "lastDay")
        : LastDay > AgreementTexts.Of(before).Until ? new Refusal("refusal.last-day-after", "C-3.1b", AgreementTexts.Of(before).Until, Field: "lastDay")
        : !Agreed && LastDay < On.AddDays(before.Profile.Get(Parameters.AgreementEndNotice, On))
            ? new Refusal("refusal.notice-too-short", "C-3.1b", On.AddDays(before.Profile.Get(Parameters.AgreementEndNotice, On)), Field: "lastDay")
        : null;
}
