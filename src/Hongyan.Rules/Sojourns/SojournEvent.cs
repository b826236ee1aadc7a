using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>
/// One thing that happened in a sojourn, dated by the day on which it happened. The same form stands in case files
/// and in the records of the database. Source: the event types of the catalogue of duties.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DepartureReported), "departure-reported")]
[JsonDerivedType(typeof(ContactPersonNamed), "contact-person-named")]
[JsonDerivedType(typeof(Briefed), "briefed")]
[JsonDerivedType(typeof(CertificateSealed), "certificate-sealed")]
[JsonDerivedType(typeof(CertificateIssued), "certificate-issued")]
[JsonDerivedType(typeof(CertificateAudited), "certificate-audited")]
[JsonDerivedType(typeof(CertificatePresented), "certificate-presented")]
[JsonDerivedType(typeof(CertificateWithdrawn), "certificate-withdrawn")]
[JsonDerivedType(typeof(CertificateLost), "certificate-lost")]
[JsonDerivedType(typeof(ReportedIn), "reported-in")]
[JsonDerivedType(typeof(BranchNamed), "branch-named")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Placed), "placed")]
[JsonDerivedType(typeof(Contact), "contact")]
[JsonDerivedType(typeof(Care), "care")]
[JsonDerivedType(typeof(OrganizedLife), "organized-life")]
[JsonDerivedType(typeof(AssignedWorkDone), "assigned-work-done")]
[JsonDerivedType(typeof(DuesPaid), "dues-paid")]
[JsonDerivedType(typeof(DuesQuarterlyAgreed), "dues-quarterly-agreed")]
[JsonDerivedType(typeof(DuesSet), "dues-set")]
[JsonDerivedType(typeof(DuesReductionAsked), "dues-reduction-asked")]
[JsonDerivedType(typeof(DuesReductionDecided), "dues-reduction-decided")]
[JsonDerivedType(typeof(MemberReported), "member-reported")]
[JsonDerivedType(typeof(Changed), "changed")]
[JsonDerivedType(typeof(ChangeReported), "change-reported")]
[JsonDerivedType(typeof(Feedback), "feedback")]
[JsonDerivedType(typeof(FeedbackRead), "feedback-read")]
[JsonDerivedType(typeof(Message), "message")]
[JsonDerivedType(typeof(Educated), "educated")]
[JsonDerivedType(typeof(Served), "served")]
[JsonDerivedType(typeof(Election), "election")]
[JsonDerivedType(typeof(MajorMatter), "major-matter")]
[JsonDerivedType(typeof(Meeting), "meeting")]
[JsonDerivedType(typeof(Notified), "notified")]
[JsonDerivedType(typeof(NoticeRead), "notice-read")]
[JsonDerivedType(typeof(OpinionGiven), "opinion-given")]
[JsonDerivedType(typeof(Reviewed), "reviewed")]
[JsonDerivedType(typeof(ConversionOpinionAsked), "conversion-opinion-asked")]
[JsonDerivedType(typeof(ConversionOpinion), "conversion-opinion")]
[JsonDerivedType(typeof(ConversionDecided), "conversion-decided")]
[JsonDerivedType(typeof(ConversionApproved), "conversion-approved")]
[JsonDerivedType(typeof(TransferConditionMet), "transfer-condition-met")]
[JsonDerivedType(typeof(TransferUrged), "transfer-urged")]
[JsonDerivedType(typeof(TransferStarted), "transfer-started")]
[JsonDerivedType(typeof(TransferNotWanted), "transfer-not-wanted")]
[JsonDerivedType(typeof(TransferLetterIssued), "transfer-letter-issued")]
[JsonDerivedType(typeof(TransferReceived), "transfer-received")]
[JsonDerivedType(typeof(TransferRefused), "transfer-refused")]
[JsonDerivedType(typeof(ReceiptReturned), "receipt-returned")]
[JsonDerivedType(typeof(ValidReason), "valid-reason")]
[JsonDerivedType(typeof(DutiesBegin), "duties-begin")]
[JsonDerivedType(typeof(ActivityPoints), "activity-points")]
[JsonDerivedType(typeof(Deduction), "deduction")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(ReturnChecked), "return-checked")]
[JsonDerivedType(typeof(Transferred), "transferred")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
[JsonDerivedType(typeof(LedgerConfirmed), "ledger-confirmed")]
[JsonDerivedType(typeof(SweepConfirmed), "sweep-confirmed")]
[JsonDerivedType(typeof(ReportSubmitted), "report-submitted")]
[JsonDerivedType(typeof(AgreementInForce), "agreement-in-force")]
[JsonDerivedType(typeof(Consulted), "consulted")]
[JsonDerivedType(typeof(Attempt), "attempt")]
[JsonDerivedType(typeof(MarkedLost), "marked-lost")]
[JsonDerivedType(typeof(Found), "found")]
[JsonDerivedType(typeof(Waived), "waived")]
[JsonDerivedType(typeof(Struck), "struck")]
public abstract record SojournEvent
{
    /// <summary>The day on which it happened, not the day on which it was typed.</summary>
    [JsonRequired]
    public DateOnly On { get; init; }

    /// <summary>The day on which it was typed, where a case file says so; unsaid, the day itself. Of a kept record it is the day of its row.</summary>
    public DateOnly? Typed { get; init; }

    /// <summary>A remark of whoever recorded it; the rules never read it.</summary>
    public string? Note { get; init; }
}
