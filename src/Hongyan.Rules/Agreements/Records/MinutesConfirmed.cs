using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>The other party confirms the minutes of a consultation. Silence is no consent.</summary>
public sealed record MinutesConfirmed : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("minutes-confirmed")
    {
        Order = 70,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        While = While.Ever,
        Fields = [ConsultationField.Consultation],
    };

    /// <summary>By its number.</summary>
    public string Consultation { get; init; } = "";

    public override Refusal? RefusalIn(CaseStory before) => ConsultationField.RefusalIn(before, By, Consultation);
}

/// <summary>Which consultation is answered.</summary>
internal static class ConsultationField
{
    public static RecordField Consultation { get; } = new("consultation", FieldKind.Choice, true) { IsPart = true, From = (story, side) =>
        Waiting(story, side) };

    public static Refusal? RefusalIn(CaseStory before, string side, string number)
    {
        if (Consulted.AllOf(before).FirstOrDefault(one => Consulted.KeyOf(one.Number) == number) is not { Consulted: { } consulted })
            return new Refusal("refusal.no-such-consultation", "C-3.1b", Field: "consultation");
        return consulted.By == side ? new Refusal("refusal.own-minutes", "C-3.1b", consulted.On)
            : AnswerTo(before, number) is { } answer ? new Refusal("refusal.minutes-answered", "C-3.1b", answer.On) : null;
    }

    public static PartyEvent? AnswerTo(CaseStory story, string number) =>
        story.First<MinutesConfirmed>(one => one.Consultation == number) ?? (PartyEvent?)story.First<MinutesObjected>(one => one.Consultation == number);

    private static IEnumerable<StoryChoice> Waiting(CaseStory story, string side) =>
        from one in Consulted.AllOf(story)
        where one.Consulted.By != side && AnswerTo(story, Consulted.KeyOf(one.Number)) is null
        select new StoryChoice(Consulted.KeyOf(one.Number), one.Consulted.On, "");
}
