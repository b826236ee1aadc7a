using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The catalogue of duties: every kind in its order, and what a sojourn owes on a day.</summary>
public static class DutyBook
{
    public static IReadOnlyList<DutyRule> Rules { get; } =
    [
        new ReportDeparture(), new NameContact(), new Brief(), new SealCertificate(), new IssueCertificate(),
        new ReportIn(), new UrgeReportIn(), new VerifyAndPlace(), new HostNameContact(),
        new HomeContact(), new FestivalCare(), new RefreshLedger(), new MemberReport(), new ReportChange(), new PayDues(),
        new HostFeedback(), new HomeInform(), new NotifyRights(), new InviteToLife(), new AuditCertificate(),
        new Review(), new AskHostForReview(), new ReportReview(),
        new AskConversionOpinion(), new GiveConversionOpinion(), new ConversionMeeting(), new ConversionApproval(),
        new UrgeTransfer(), new ReturnReceipt(),
        new ReportReturn(), new CheckReturn(), new WithdrawCertificate(),
        new Sweep(), new YearEndReport(), new ConsultAgreement(),
    ];

    /// <summary>Every duty known on the day, with what was known then; those that open within a quarter are upcoming.</summary>
    public static IReadOnlyList<Duty> On(SojournCase sojourn, DateOnly day) => In(sojourn.AsOf(day));

    public static IReadOnlyList<Duty> In(Story story) =>
        [.. Rules.SelectMany(rule => rule.In(story))
            .Where(duty => duty.OpensOn <= story.Horizon && !(duty.MootOn < duty.OpensOn) && !IsBeforeTheirTime(duty, story))
            .OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Kind, StringComparer.Ordinal)];

    /// <summary>What comes once, such as a contact person, is still to be done; a period that is over is not.</summary>
    private static bool IsBeforeTheirTime(Duty duty, Story story) =>
        story.DutiesFrom is { } from && duty.Period is not null && (duty.DueOn < from || story.End < from) && !duty.IsSettledBy(from);

    /// <summary>The last day for which these duties hold although nothing more is recorded; nothing when they hold for good.</summary>
    public static DateOnly? HoldUntil(Story story)
    {
        var turns = Rules.SelectMany(rule => rule.Turns(story)).Where(day => day >= story.AsOf);
        if (story.End is null)
            turns = turns.Append(story.ToldUntil);
        return turns.Min(day => (DateOnly?)day);
    }
}
