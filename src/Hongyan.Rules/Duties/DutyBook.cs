using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The catalogue of duties: every kind in its order, and what a sojourn owes on a day.</summary>
public static class DutyBook
{
    public static IReadOnlyList<DutyRule> Rules { get; } =
    [
        new ReportDeparture(), new NameContact(), new Brief(), new SealCertificate(), new IssueCertificate(),
        new ReportIn(), new UrgeReportIn(), new VerifyAndPlace(), new AskHome(), new SettleUnconfirmed(), new TellHome(), new SettleRefusal(),
        new RegisterNationally(), new AnswerHost(), new HostNameContact(),
        new HomeContact(), new TryAgain(), new FestivalCare(), new RefreshLedger(), new MemberReport(), new ReportChange(), new PayDues(),
        new HostFeedback(), new HomeInform(), new NotifyRights(), new InviteToLife(), new AuditCertificate(),
        new Review(), new AskHostForReview(), new ReportReview(),
        new AskConversionOpinion(), new GiveConversionOpinion(), new ConversionMeeting(), new ConversionApproval(),
        new UrgeTransfer(), new ReturnReceipt(),
        new ReportReturn(), new CheckReturn(), new WithdrawCertificate(),
        new Sweep(), new YearEndReport(),
    ];

    /// <summary>Every duty known on the day, with what was known then; those that open within a quarter are upcoming.</summary>
    public static IReadOnlyList<Duty> On(SojournCase sojourn, DateOnly day) => In(sojourn.AsOf(day));

    public static IReadOnlyList<Duty> In(Story story) =>
        [.. Rules.SelectMany(rule => Of(rule, story)).OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Kind, StringComparer.Ordinal)];

    /// <summary>The duties of one kind.</summary>
    public static IEnumerable<Duty> Of(DutyRule rule, Story story) => rule.In(story).Where(duty => rule.IsOwedHere(duty, story))
        .Select(duty => Begun(duty, rule, story)).OfType<Duty>()
        .Where(duty => duty.OpensOn <= story.Horizon && !(duty.MootOn < duty.OpensOn));

    /// <summary>
    /// What was before the organisations answer for the case is not held against anybody: a period that was over is not asked for, and what is
    /// still of use, such as a contact person, has a new term. Nothing for what falls away.
    /// </summary>
    private static Duty? Begun(Duty duty, DutyRule rule, Story story)
    {
        if (story.DutiesFrom is not { } from || rule.CountsFromTheStart || !(duty.DueOn < from || story.End < from))
            return duty;
        if (duty.DoneOn <= from)
            return duty with { LateOn = null };
        if (duty.MootOn <= from || duty.WaivedOn <= from)
            return duty;
        return rule.IsMadeUp && !(story.End < from) && Period.Read(duty.Period) is null
            ? duty.Until(story.Home.Get(Parameters.DutiesCatchUpWithin, from).After(from, story.Calendar)) with
            {
                OpensOn = duty.OpensOn > from ? duty.OpensOn : from,
            }
            : null;
    }

    /// <summary>The last day for which these duties hold although nothing more is recorded; nothing when they hold for good.</summary>
    public static DateOnly? HoldUntil(Story story)
    {
        var turns = Rules.SelectMany(rule => rule.Turns(story)).Where(day => day >= story.AsOf);
        if (story.End is null)
            turns = turns.Append(story.ToldUntil);
        return turns.Min(day => (DateOnly?)day);
    }
}
