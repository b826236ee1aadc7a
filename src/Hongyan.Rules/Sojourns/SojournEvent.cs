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
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Placed), "placed")]
[JsonDerivedType(typeof(Contact), "contact")]
[JsonDerivedType(typeof(Care), "care")]
[JsonDerivedType(typeof(OrganizedLife), "organized-life")]
[JsonDerivedType(typeof(AssignedWorkDone), "assigned-work-done")]
[JsonDerivedType(typeof(DuesPaid), "dues-paid")]
[JsonDerivedType(typeof(DuesQuarterlyAgreed), "dues-quarterly-agreed")]
[JsonDerivedType(typeof(MemberReported), "member-reported")]
[JsonDerivedType(typeof(Changed), "changed")]
[JsonDerivedType(typeof(ChangeReported), "change-reported")]
[JsonDerivedType(typeof(Feedback), "feedback")]
[JsonDerivedType(typeof(Election), "election")]
[JsonDerivedType(typeof(MajorMatter), "major-matter")]
[JsonDerivedType(typeof(Meeting), "meeting")]
[JsonDerivedType(typeof(Notified), "notified")]
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
[JsonDerivedType(typeof(ReceiptReturned), "receipt-returned")]
[JsonDerivedType(typeof(ValidReason), "valid-reason")]
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
[JsonDerivedType(typeof(Waived), "waived")]
public abstract record SojournEvent
{
    /// <summary>The day on which it happened, not the day on which it was typed.</summary>
    [JsonRequired]
    public DateOnly On { get; init; }

    /// <summary>A remark of whoever recorded it; the rules never read it.</summary>
    public string? Note { get; init; }
}

// Leaving and the certificate

/// <summary>The member is going away. <see cref="Departs"/> is the first day of the sojourn.</summary>
public sealed record DepartureReported : SojournEvent
{
    [JsonRequired]
    public DateOnly Departs { get; init; }
    public string? Reason { get; init; }
    public string? Destination { get; init; }
    public DateOnly? ExpectedReturn { get; init; }
}

public sealed record ContactPersonNamed : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }
    public string? Person { get; init; }

    /// <summary>Only a full member may be named; unsaid means he is one.</summary>
    public bool FullMember { get; init; } = true;
}

public sealed record Briefed : SojournEvent
{
    public IReadOnlyList<string>? Topics { get; init; }
}

public sealed record CertificateSealed : SojournEvent;

public sealed record CertificateIssued : SojournEvent
{
    public string? Number { get; init; }
}

public sealed record CertificateAudited : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }
}

public sealed record CertificatePresented : SojournEvent;

public sealed record CertificateWithdrawn : SojournEvent;

public sealed record CertificateLost : SojournEvent;

// Arriving

public sealed record ReportedIn : SojournEvent;

public sealed record Refused : SojournEvent
{
    /// <summary>The reason code; there is no refusal without one.</summary>
    [JsonRequired]
    public string Code { get; init; } = "";
}

public sealed record Placed : SojournEvent
{
    public string? Organization { get; init; }
}

// Keeping in touch

public sealed record Contact : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }
    public string? Means { get; init; }
    public string? Topic { get; init; }

    /// <summary>False when the member was not reached: it closes nothing and makes the details stale.</summary>
    public bool Reached { get; init; } = true;
}

public sealed record Care : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }
    public string? Kind { get; init; }
}

public sealed record OrganizedLife : SojournEvent
{
    public bool Offline { get; init; }
    public string? Kind { get; init; }
}

public sealed record AssignedWorkDone : SojournEvent;

public sealed record MemberReported : SojournEvent;

/// <summary>Place, employer, residence or phone changed.</summary>
public sealed record Changed : SojournEvent
{
    [JsonRequired]
    public string What { get; init; } = "";
}

public sealed record ChangeReported : SojournEvent
{
    public string? What { get; init; }
}

/// <summary>Word from one side to the other.</summary>
public sealed record Feedback : SojournEvent
{
    [JsonRequired]
    public Side From { get; init; }
    public string? Topic { get; init; }
}

// Dues

/// <summary>Dues for whole months, each written 2026-03.</summary>
public sealed record DuesPaid : SojournEvent
{
    [JsonRequired]
    public IReadOnlyList<string> Months { get; init; } = [];
    public Side At { get; init; } = Side.Home;
    public decimal? Amount { get; init; }

    /// <summary>False when less than the amount due was paid.</summary>
    public bool InFull { get; init; } = true;
}

public sealed record DuesQuarterlyAgreed : SojournEvent
{
    public string? Reason { get; init; }
}

// Rights and life of the branch

/// <summary>Something of a branch that takes place on a day and of which its members are told.</summary>
public abstract record Announcement : SojournEvent
{
    [JsonRequired]
    public DateOnly TakesPlace { get; init; }
    public DateOnly? Announced { get; init; }
    public string? Name { get; init; }
    public Side Of { get; init; } = Side.Home;

    /// <summary>The day on which members could know of it.</summary>
    [JsonIgnore]
    public DateOnly AnnouncedOn => Announced ?? On;
}

public sealed record Election : Announcement;

public sealed record MajorMatter : Announcement;

public sealed record Meeting : Announcement;

/// <summary>The member was told of an announcement: its name, its kind, or the day on which it takes place.</summary>
public sealed record Notified : SojournEvent
{
    [JsonRequired]
    public string Event { get; init; } = "";
}

public sealed record Reviewed : SojournEvent
{
    [JsonRequired]
    public string Grade { get; init; } = "";

    /// <summary>home, host or floating-organization.</summary>
    public string Venue { get; init; } = "home";

    /// <summary>The year reviewed, when it is not the year in which the review took place.</summary>
    public int? Year { get; init; }
}

// Probation

public sealed record ConversionOpinionAsked : SojournEvent;

public sealed record ConversionOpinion : SojournEvent
{
    public bool Written { get; init; } = true;
}

public sealed record ConversionDecided : SojournEvent
{
    /// <summary>converted, extended or cancelled.</summary>
    [JsonRequired]
    public string Result { get; init; } = "";

    /// <summary>The new end of probation, when it was extended.</summary>
    public DateOnly? ExtendedTo { get; init; }
}

public sealed record ConversionApproved : SojournEvent;

// Transfer of registration

/// <summary>A condition for a transfer is met: settled, home-and-six-months, contract, fixed-place or wish.</summary>
public sealed record TransferConditionMet : SojournEvent
{
    [JsonRequired]
    public string Rule { get; init; } = "";
}

public sealed record TransferUrged : SojournEvent;

public sealed record TransferStarted : SojournEvent;

public sealed record TransferNotWanted : SojournEvent
{
    [JsonRequired]
    public string Reason { get; init; } = "";
}

public sealed record TransferLetterIssued : SojournEvent
{
    public int? ValidDays { get; init; }
}

public sealed record TransferReceived : SojournEvent;

public sealed record ReceiptReturned : SojournEvent;

public sealed record Transferred : SojournEvent;

// Counting

/// <summary>A reason for which a time without life, dues or work does not count.</summary>
public sealed record ValidReason : SojournEvent
{
    [JsonRequired]
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }
}

public sealed record ActivityPoints : SojournEvent
{
    [JsonRequired]
    public string Item { get; init; } = "";
    [JsonRequired]
    public decimal Points { get; init; }
    public string? Evidence { get; init; }
}

public sealed record Deduction : SojournEvent
{
    [JsonRequired]
    public string Item { get; init; } = "";
    [JsonRequired]
    public decimal Points { get; init; }

    /// <summary>Document number of the formal finding; without one nothing is deducted.</summary>
    [JsonRequired]
    public string Finding { get; init; } = "";

    /// <summary>True while an appeal is under way: both figures are shown.</summary>
    public bool UnderAppeal { get; init; }

    /// <summary>The day on which the circumstance ended, for deductions that last only as long as it does.</summary>
    public DateOnly? Until { get; init; }
}

// Coming back

public sealed record Returned : SojournEvent;

public sealed record ReturnChecked : SojournEvent
{
    public bool GoesOutAgain { get; init; }
}

/// <summary>The member did not leave after all.</summary>
public sealed record Cancelled : SojournEvent;

// Duties of organisations

public sealed record LedgerConfirmed : SojournEvent;

public sealed record SweepConfirmed : SojournEvent;

public sealed record ReportSubmitted : SojournEvent;

public sealed record AgreementInForce : SojournEvent
{
    public DateOnly? Until { get; init; }
}

public sealed record Consulted : SojournEvent;

/// <summary>A person has waived a duty, with a reason.</summary>
public sealed record Waived : SojournEvent
{
    [JsonRequired]
    public string Kind { get; init; } = "";
    public string? Period { get; init; }
    [JsonRequired]
    public string Reason { get; init; } = "";
    public string? Person { get; init; }
}
