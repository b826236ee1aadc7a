using Hongyan.Rules.Calendar;
using static Hongyan.Rules.Profiles.ParameterKinds;

namespace Hongyan.Rules.Profiles;

// Stryker disable once String: a process fills static fields once, for all mutants. With a wrong name or word policies that tests read are refused.
/// <summary>Every number the rules take from a profile. Their values, clauses and dates stand in policy/profiles.</summary>
public static class Parameters
{
    // Who counts as floating
    public static readonly Parameter<int> FloatingMinMonths = Months("floating.minMonths", Merge.Local);
    public static readonly Parameter<int> WatchFromMonths = Months("watch.fromMonths");
    public static readonly Parameter<string> ResponsibilityModel = Choice("responsibility.model", "split", "home-led", "host-led");

    // How much of a period makes it count, in days
    public static readonly Parameter<int> MonthMinDays = Days("period.minDays.month", Merge.HigherAuthority);
    public static readonly Parameter<int> QuarterMinDays = Days("period.minDays.quarter", Merge.HigherAuthority);
    public static readonly Parameter<int> HalfYearMinDays = Days("period.minDays.halfYear", Merge.HigherAuthority);
    public static readonly Parameter<int> YearMinDays = Days("period.minDays.year", Merge.HigherAuthority);

    // Certificate
    public static readonly Parameter<string> CredentialMode = Choice("credential.mode", "paper", "electronic", "none");
    public static readonly Parameter<Term> CertificateSealWithin = Within("certificate.sealWithin", TermUnit.Workdays);
    public static readonly Parameter<Term> CertificateIssueWithin = Within("certificate.issueWithin", TermUnit.Workdays);
    public static readonly Parameter<Term> CertificateWithdrawWithin = Within("certificate.withdrawWithin", TermUnit.Workdays);
    public static readonly Parameter<int> CertificateAuditGrace = Months("certificate.auditGrace");
    public static readonly Parameter<string> CertificateAlgorithm = Choice("certificate.algorithm", "es256", "sm2");
    public static readonly Parameter<int> CertificateListAge = Days("certificate.listAge");
    public static readonly Parameter<Term> CredentialEntryWithin = Within("credential.entryWithin", TermUnit.Workdays);

    // Leaving
    public static readonly Parameter<IReadOnlyList<string>> BriefTopics = List("brief.topics", Merge.Union, Sojourns.Briefed.CheckTopic);

    // Arriving
    public static readonly Parameter<Term> ReportInWithin = Within("reportIn.within", TermUnit.Days);
    public static readonly Parameter<Term> ReportInUrgeWithin = Within("reportIn.urgeWithin", TermUnit.Days);
    public static readonly Parameter<Term> PlacementWithin = Within("placement.within", TermUnit.Workdays);
    public static readonly Parameter<Term> RefusalSettleWithin = Within("refusal.settleWithin", TermUnit.Workdays);
    public static readonly Parameter<bool> ContactPersonHost = Switch("contactPerson.host");
    public static readonly Parameter<Term> ContactPersonHostWithin = Within("contactPerson.hostWithin", TermUnit.Workdays);

    // Guests
    public static readonly Parameter<Term> GuestAskHomeWithin = Within("guest.askHomeWithin", TermUnit.Workdays);
    public static readonly Parameter<int> GuestUnconfirmedAfter = Days("guest.unconfirmedAfter");
    public static readonly Parameter<Term> GuestSettleWithin = Within("guest.settleWithin", TermUnit.Workdays);
    public static readonly Parameter<Term> GuestHeardAfter = Within("guest.heardAfter", TermUnit.Workdays);
    public static readonly Parameter<Term> GuestTellHomeWithin = Within("guest.tellHomeWithin", TermUnit.Workdays);
    public static readonly Parameter<int> GuestRemindAfter = Days("guest.remindAfter");
    public static readonly Parameter<int> GuestRemindSuperiorAfter = Days("guest.remindSuperiorAfter");
    public static readonly Parameter<Term> HostAnswerWithin = Within("host.answerWithin", TermUnit.Workdays);
    public static readonly Parameter<int> SlipValidMonths = Months("slip.validMonths");

    // The national member information system
    public static readonly Parameter<bool> NationalRegister = Switch("national.register");
    public static readonly Parameter<Term> NationalRegisterWithin = Within("national.registerWithin", TermUnit.Workdays);

    // Keeping in touch
    public static readonly Parameter<Interval> ContactHomeInterval = Every("contact.home.interval");
    public static readonly Parameter<Interval> ContactHomeAbroadInterval = Every("contact.home.abroadInterval");
    public static readonly Parameter<IReadOnlyList<string>> CareDates = List("care.dates", Merge.Union, Festival.Check);
    public static readonly Parameter<int> CareOpensBeforeDays = Days("care.opensBeforeDays");
    public static readonly Parameter<int> CareDueAfterDays = Days("care.dueAfterDays");
    public static readonly Parameter<Interval> LedgerRefresh = Every("ledger.refresh");
    public static readonly Parameter<Interval> MemberReportInterval = Every("report.member.interval");
    public static readonly Parameter<Term> ChangeWithin = Within("change.within", TermUnit.Days);
    public static readonly Parameter<Interval> FeedbackInterval = Every("feedback.interval");
    public static readonly Parameter<Term> InformWithin = Within("inform.within", TermUnit.Workdays);
    public static readonly Parameter<Interval> InformInterval = Every("inform.interval");
    public static readonly Parameter<int> RecordLateEntryDays = Days("record.lateEntryDays");
    public static readonly Parameter<int> MissedAfter = Days("missed.after");
    public static readonly Parameter<Term> DutiesCatchUpWithin = Within("duties.catchUpWithin", TermUnit.Workdays);
    public static readonly Parameter<int> RecordUndoDays = Days("record.undoDays", Merge.Local);

    // Dues
    public static readonly Parameter<string> DuesAmountHolds = Choice("dues.amountHolds", "year", "month");
    public static readonly Parameter<int> DuesBackMonths = Months("dues.backMonths", Merge.HigherAuthority);

    // Review and points
    public static readonly Parameter<DayOfYear> ReviewBy = Date("review.by");
    public static readonly Parameter<int> ReviewAskBeforeDays = Days("review.askBeforeDays");
    public static readonly Parameter<string> ReviewVenue = Choice("review.venue", "home", "host", "floating-organization");
    public static readonly Parameter<Term> ReviewReportWithin = Within("review.reportWithin", TermUnit.Workdays);
    public static readonly Parameter<IReadOnlyList<string>> ReviewGrades = List("review.grades", Merge.Local);
    public static readonly Parameter<bool> ScoringEnabled = Switch("scoring.enabled");
    public static readonly Parameter<int> ScoringExcellentFrom = Count("scoring.excellentFrom", Merge.Local);
    public static readonly Parameter<int> ScoringQualifiedFrom = Count("scoring.qualifiedFrom", Merge.Local);

    // Education, in hours a year
    public static readonly Parameter<int> EducationHoursPerYear = Count("education.hoursPerYear", Merge.HigherAuthority);

    // Probation
    public static readonly Parameter<int> ProbationAskBefore = Days("probation.askBefore", Merge.HigherAuthority);
    public static readonly Parameter<Term> ProbationOpinionWithin = Within("probation.opinionWithin", TermUnit.Days);
    public static readonly Parameter<Term> ProbationDiscussWithin = Within("probation.discussWithin", TermUnit.Days);
    public static readonly Parameter<Term> ProbationApproveWithin = Within("probation.approveWithin", TermUnit.Months);

    // Transfer
    public static readonly Parameter<IReadOnlyList<string>> TransferRules = List("transfer.rules", Merge.Union);
    public static readonly Parameter<Term> TransferUrgeWithin = Within("transfer.urgeWithin", TermUnit.Days);
    public static readonly Parameter<string> TransferUrgedBy = Choice("transfer.urgedBy", "home", "host");
    public static readonly Parameter<Term> TransferReceiptWithin = Within("transfer.receiptWithin", TermUnit.Months);
    public static readonly Parameter<int> TransferLetterMaxDays = Days("transfer.letterMaxDays", Merge.HigherAuthority);

    // Coming back
    public static readonly Parameter<Term> ReturnReportWithin = Within("return.reportWithin", TermUnit.Days);
    public static readonly Parameter<Term> ReturnCheckWithin = Within("return.checkWithin", TermUnit.Days);

    // Organisations
    public static readonly Parameter<DayOfYear> SweepBy = Date("sweep.by");
    public static readonly Parameter<DayOfYear> YearEndOpens = Date("yearEnd.opens");
    public static readonly Parameter<Interval> AgreementConsult = Every("agreement.consult");
    public static readonly Parameter<Term> AgreementAnswerWithin = Within("agreement.answerWithin", TermUnit.Workdays);
    public static readonly Parameter<Term> AgreementSignWithin = Within("agreement.signWithin", TermUnit.Workdays);
    public static readonly Parameter<Term> AgreementConfirmWithin = Within("agreement.confirmWithin", TermUnit.Workdays);
    public static readonly Parameter<int> AgreementEndNotice = Days("agreement.endNotice", Merge.Local);
    public static readonly Parameter<int> AgreementRenewBefore = Days("agreement.renewBefore", Merge.Local);
    public static readonly Parameter<int> AgreementMaxYears = Count("agreement.maxYears");
    public static readonly Parameter<int> AgreementAdviceMembers = Count("agreement.adviceMembers", Merge.Local);

    // Between installations
    public static readonly Parameter<int> ExchangeConfirmAfter = Days("exchange.confirmAfter", Merge.Local);
    public static readonly Parameter<Term> ExchangeConfirmWithin = Within("exchange.confirmWithin", TermUnit.Workdays);
    public static readonly Parameter<int> ExchangeKeyMonths = Months("exchange.keyMonths", Merge.Local);

    // Warnings, in months
    public static readonly Parameter<int> WarnEarlyMonths = Months("warning.earlyMonths");
    public static readonly Parameter<int> WarnMonths = Months("warning.months", Merge.HigherAuthority);
    public static readonly Parameter<int> LostContactMonths = Months("lostContact.months", Merge.HigherAuthority);
    public static readonly Parameter<int> DetailsStaleMonths = Months("details.staleMonths");

    /// <summary>All parameters by name.</summary>
    public static IReadOnlyDictionary<string, Parameter> All { get; } =
        typeof(Parameters).GetFields().Select(field => field.GetValue(null)).OfType<Parameter>().ToDictionary(parameter => parameter.Name);

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static Parameter Named(string name) =>
        All.TryGetValue(name, out var parameter) ? parameter : throw new FormatException($"There is no parameter “{name}”.");
}
