using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>What a line of the text asks of a side: once by its day, or in each period while that text holds.</summary>
[Clause("C-3.1a")]
public sealed class AgreementTask() : PeriodicCaseRule("agreement-task", AgreementTaskDone.Type.Name)
{
    public override IEnumerable<CaseDuty> In(CaseStory story) =>
        from one in AgreementTexts.Of(story).Held
        where one.First <= story.AsOf
        from line in one.Version.Text.Duties.Select((line, at) => (Line: line, Key: PartKeys.Of(one.Version.Number, at)))
        from side in AgreementCourse.SidesOf(line.Line.Owes)
        from duty in Of(story, side, line.Line, line.Key, new Span(one.First, one.Last))
        select duty;

    public override string? About(CaseStory story, string part) => AgreementTexts.Of(story).Versions
        .SelectMany(version => version.Text.Duties.Select((line, at) => (line.Text, Key: PartKeys.Of(version.Number, at))))
            .FirstOrDefault(line => line.Key == part).Text;

    private IEnumerable<CaseDuty> Of(CaseStory story, string side, DutyLine line, string key, Span span)
    {
        if (AgreementValues.IntervalOf(line.Every) is { } interval)
            return OweEach(story, side, span, _ => interval, happened => happened.FirstOrDefault(IsIt), key);
        return line.On is { } due && span.Holds(due) ? Owe(story, side, span.First, due, story.First<AgreementTaskDone>(IsIt), part: key) : [];

        bool IsIt(PartyEvent happened) => happened is AgreementTaskDone done && done.By == side && done.Line == key;
    }
}
