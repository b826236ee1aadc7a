using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Duties;

/// <summary>The record whose form closes a duty, the side that writes it, and what is known beforehand.</summary>
public sealed record Closing(string Type, Side Writer, string? Field = null, string? Value = null)
{
    // Kinds whose period says what the record is about.
    private const string Period = "{period}";

    private static readonly Dictionary<string, Closing> ByKind = new()
    {
        ["report-departure"] = new("departure-reported", Side.Home),
        ["name-contact"] = new("contact-person-named", Side.Home),
        ["brief"] = new("briefed", Side.Home),
        ["seal-certificate"] = new("certificate-sealed", Side.Home),
        ["issue-certificate"] = new("certificate-issued", Side.Home),
        ["report-in"] = new("reported-in", Side.Host),
        ["urge-report-in"] = new("contact", Side.Home, "topic", "report-in"),
        ["verify-and-place"] = new("placed", Side.Host),
        ["host-name-contact"] = new("contact-person-named", Side.Host),
        ["home-contact"] = new("contact", Side.Home),
        ["festival-care"] = new("contact", Side.Home, "topic", "greeting"),
        ["refresh-ledger"] = new("ledger-confirmed", Side.Home),
        ["member-report"] = new("member-reported", Side.Home),
        ["report-change"] = new("change-reported", Side.Home),
        ["pay-dues"] = new("dues-paid", Side.Home, "months", Period),
        ["host-feedback"] = new("feedback", Side.Host),
        ["home-inform"] = new("feedback", Side.Home),
        ["notify-rights"] = new("notified", Side.Home, "event", Period),
        ["invite-to-life"] = new("notified", Side.Host, "event", Period),
        ["audit-certificate"] = new("certificate-audited", Side.Home),
        ["review"] = new("reviewed", Side.Home, "year", Period),
        ["ask-host-for-review"] = new("feedback", Side.Host, "topic", "review"),
        ["report-review"] = new("feedback", Side.Host, "topic", "review-result"),
        ["ask-conversion-opinion"] = new("conversion-opinion-asked", Side.Home),
        ["conversion-opinion"] = new("conversion-opinion", Side.Host),
        ["conversion-meeting"] = new("conversion-decided", Side.Home),
        ["conversion-approval"] = new("conversion-approved", Side.Home),
        ["urge-transfer"] = new("transfer-urged", Side.Home),
        ["return-receipt"] = new("receipt-returned", Side.Host),
        ["report-return"] = new("certificate-presented", Side.Home),
        ["check-return"] = new("return-checked", Side.Home),
        ["withdraw-certificate"] = new("certificate-withdrawn", Side.Home),
        ["sweep"] = new("sweep-confirmed", Side.Home),
        ["year-end-report"] = new("report-submitted", Side.Home),
        ["consult-agreement"] = new("consulted", Side.Home),
    };

    /// <summary>Duties of organisations: owed once, however many members are away, and recorded for all of them at once.</summary>
    public static readonly string[] OfOrganizations = ["refresh-ledger", "sweep", "year-end-report"];

    /// <summary>Confirmations of a whole branch, written to each sojourn; a member's timeline leaves them out.</summary>
    public static readonly string[] RecordsOfOrganizations = ["ledger-confirmed", "sweep-confirmed"];

    /// <summary>Whether there are duties of that kind: it may come from an address.</summary>
    public static bool IsKind(string kind) => ByKind.ContainsKey(kind);

    /// <summary>How a duty is closed. A review and the urging of a transfer are written by whoever owes them.</summary>
    public static Closing Of(string kind, string? period, string owedBy)
    {
        var closing = ByKind[kind];
        if (kind is "review" or "urge-transfer" && owedBy is "host-branch" or "floating-organization")
            closing = closing with { Writer = Side.Host };
        return closing.Value == Period ? closing with { Value = period } : closing;
    }
}
