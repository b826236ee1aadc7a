using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Replay;

/// <summary>Why some of what the case files tell does not go through a page.</summary>
internal static class Reasons
{
    /// <summary>What pages refuse, and why they should: it is not written at all, and the file's own expectation holds without it.</summary>
    public static IReadOnlyDictionary<string, string> Impossible { get; } = new Dictionary<string, string>
    {
        ["Duties/AskHome: a member's home is here: it is not asked as one outside | home-asked"] = "only the home of a guest is asked by letter",
        ["Duties/AskHome: a member's home is here: it is not asked as one outside | home-answered"] = "only the home of a guest answers by letter",
        ["Duties/AskHome: a member's home is here: it is not asked as one outside | left-host"] = "only a guest leaves his host for good; others return",
        ["Duties/AuditCertificate: a second audit in the year changes nothing | certificate-audited"] = "one audit a year, never two",
        ["Duties/Brief: a talk before the report closes nothing | briefed"] = "nobody is briefed for a stay that nobody reported yet",
        ["Duties/HomeContact: a contact before departure closes nothing | contact"] = "a contact of the stay follows its departure",
        ["Duties/NameContact: a name given before the report closes nothing | contact-person-named"] = "nobody is named for a stay that nobody reported yet",
        ["Duties/CheckReturn: checked before the return closes nothing | return-checked"] = "a return is checked after it",
        ["Duties/ConversionMeeting: a decision before the end of probation is none | conversion-decided"] = "it is decided when probation has ended",
        ["Duties/InviteToLife: home's meeting is not the host's | meeting"] = "meetings to which he is called are the host's",
        ["Duties/NameContact: a probationary member or the host's person does not do | contact-person-named"] = "only a full member can be named",
        ["Duties/NotifyRights: the host's election is not his | election"] = "his vote is at home",
        ["Duties/NotifyRights: word of another event closes nothing | notified"] = "only what was announced can be told",
        ["Duties/PayDues: dues of another month close nothing | dues-paid"] = "a month in which he was not away is no month of this stay",
        ["Duties/PayDues: at the host only with a certificate | dues-paid"] = "without a certificate dues are paid at home",
        ["Duties/RegisterNationally: nothing is keyed in before the departure was reported | registered-nationally"] =
            "nothing of a stay is keyed in before it was reported",
        ["Duties/ReportIn: a report before the departure closes nothing | reported-in"] = "nobody arrives before he has left",
        ["Duties/ReportReturn: presented before the return closes nothing | certificate-presented"] = "a certificate is presented after the return",
        ["Duties/TellHome: not of members | told-home"] = "only the home of a guest is told by letter",
        ["Duties/UrgeTransfer: unwillingness without a reason closes nothing | transfer-not-wanted"] = "the reason is asked for",
        ["Duties/VerifyAndPlace: a refusal without a reason is none | refused"] = "there is no refusal without a reason code",
        ["Duties/VerifyAndPlace: nothing before he reports in | placed"] = "nobody is placed before he has reported in",
    };

    /// <summary>What pages refuse as things stand in one case, although the rules take it.</summary>
    public static IReadOnlyDictionary<string, string> Unlike { get; } = new Dictionary<string, string>
    {
        ["Duties/ConversionMeeting: a member converted since keeps the duties of his probation | conversion-decided"] =
            "the case tells the member as he is after it",
        ["Duties/ConversionMeeting: extended to a day, then decided again | conversion-decided"] =
            "the case leaves out the approval with which an extension holds",
        ["Duties/GiveConversionOpinion: again at an extended end | conversion-opinion-asked"] =
            "the case leaves out the approval with which an extension holds",
    };

    /// <summary>Why there is no page on which a thing can be said as a case says it; nothing when there is one.</summary>
    public static string? OfNoPage(SojournEvent happened, FiledCase one) => happened switch
    {
        ReportedIn or Placed when happened == one.Opening => "an arrival that begins a stay comes with a roster of the host",
        Notified { How: not (null or "told") } => "what a channel did, or the member by opening it, nobody types",
        ReportedIn { Organization: ReplayPlaces.Host or ReplayPlaces.HostCommittee }
            or Placed { Organization: ReplayPlaces.Host or ReplayPlaces.HostCommittee } => "another host takes him in at a desk of its own",
        ReportSubmitted { Year: not null } => "the page of the organisation names the year",
        Deduction => "proposed by one and approved by another: a procedure, not a form",
        DuesPaid { InFull: false } => "whether it is the full amount the page reckons for itself",
        ConversionOpinion { Written: false } => "the page takes written opinions only",
        TransferLetterIssued or TransferReceived or TransferRefused or ReceiptReturned or Transferred =>
            "inside one installation the committees do it in two acts, which cases spread over days",
        _ => null,
    };

    public static string KeyOf(FiledCase one, SojournEvent happened) => $"{one} | {EventJson.TypeOf(happened)}";
}
