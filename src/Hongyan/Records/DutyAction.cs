using System.Text.Json.Nodes;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;

namespace Hongyan.Records;

/// <summary>The address of the one form that closes a duty, or whom it waits for.</summary>
/// <param name="Writer">The side that writes it.</param>
public sealed record DutyAction(string? Address, string? WaitsFor, Side Writer = Side.Home)
{
    private const int DayLength = 10;

    private static readonly Dictionary<string, RecordPage> Pages =
        Manifests.Giving<IGivesRecordPages>().SelectMany(one => one.RecordPages)
            .SelectMany(page => page.Types, (page, type) => (type, page)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The page of a record that needs more than a form; everything that leads to its form leads there.</summary>
    public static string? PageOf(string type, Guid? corrects) =>
        Pages.TryGetValue(type, out var page) && (corrects is null || page.IsForCorrections) ? page.Address : null;

    public static DutyAction For(
        Actor actor, Guid member, Guid sojourn, string kind, string? period, string owedBy, string? homePath, string? hostPath, string back)
    {
        var closing = DutyCloser.Of(kind, period, owedBy);
        if (kind == "pay-dues" && !Writers.SidesOf(actor, homePath, hostPath).Contains(Side.Home))
            closing = closing with { Writer = Side.Host }; // the host takes the dues of a member who holds a certificate
        var refusal = Writers.Refusal(closing.Type, closing.Writer, actor, homePath, hostPath);
        if (refusal is not null)
        {
            return new DutyAction(null, refusal == "refusal.committee" || owedBy.EndsWith("-committee", StringComparison.Ordinal) ? "committee"
                : closing.Writer == Side.Home ? "home" : "host", closing.Writer);
        }
        var form = ToForm(member, sojourn, closing.Type, closing.Writer, back, kind, period);
        return new DutyAction(kind == "invite-to-life" && hostPath is not null && MeetingDay(period) is { } day
            ? "/Meetings" + new QueryBuilder { { "org", hostPath }, { "on", day }, { "otherwise", form } } // its list tells everybody, and him too
            : PageOfDuty(actor, member, sojourn, kind, period, owedBy, homePath, hostPath) ?? form, null, closing.Writer);
    }

    /// <summary>The act of a duty that an organisation owes for all its members away.</summary>
    public static string OfOrganization(string org, string kind, string? period, string back)
    {
        var query = new QueryBuilder { { "org", org }, { "kind", kind }, { "back", back } };
        if (period is not null)
            query.Add("period", period);
        return "/Records/Organization" + query;
    }

    /// <summary>The form that closes a duty of a case, for the side that owes it; the page of the case where there are several.</summary>
    /// <param name="part">What of the duty is to be done.</param>
    public static string OfCase(string caseKind, Guid owner, Guid id, string kind, string side, string back, string? part = null)
    {
        var (page, rule) = ($"/Cases/{caseKind}/{owner}/{id}", CaseKinds.Of(caseKind).Duties.First(rule => rule.Kind == kind));
        if (rule.HasSeveralWays)
            return page + "#acts";
        var query = new QueryBuilder { { "type", rule.ClosedBy }, { "side", side }, { "back", back } };
        if (part is not null)
            query.Add("part", part);
        return page + "/Record" + query;
    }

    /// <summary>The day that the period of a call to a meeting ends with.</summary>
    private static string? MeetingDay(string? period) =>
        period is { Length: >= DayLength } && DateOnly.TryParseExact(period.AsSpan(period.Length - DayLength), "yyyy-MM-dd", out _) ? period[^DayLength..]
            : null;

    /// <summary>The page of a duty for which a form alone is not enough.</summary>
    private static string? PageOfDuty(
        Actor actor, Guid member, Guid sojourn, string kind, string? period, string owedBy, string? homePath, string? hostPath) => kind switch
    {
        "urge-transfer" => $"/Transfers/Stay/{member}/{sojourn}",
        "notify-rights" when period is not null => $"/Notices/Details?org={homePath}&occasion={Uri.EscapeDataString(period)}", // told once, to everybody away
        "report-in" when hostPath is not null => $"/Reception/Arrival?stay={member}.{sojourn}",
        "verify-and-place" when owedBy == "host-committee" && hostPath is not null && actor.Can(Access.Clerk) => $"/Reception/Place?stay={member}.{sojourn}",
        "settle-refusal" when owedBy == "home-branch" => $"/Members/{member}", // whatever of the ways out is taken
        "settle-unconfirmed" => $"/Members/{member}",
        "host-feedback" or "tell-home" when homePath is null => $"/Dispatches/Owed?stay={sojourn}", // home is outside: a letter that left closes it
        "ask-host-for-review" when hostPath is null => $"/Dispatches/Owed?stay={sojourn}", // so is the host
        "report-return" or "check-return" or "withdraw-certificate" => $"/Returns/{member}/{sojourn}",
        "register-nationally" => $"/National/Key/{member}/{sojourn}?side={(owedBy == "host-branch" ? "inflow" : "outflow")}", // beside the values to copy
        _ => null,
    };

    /// <summary>The form of a record, filled with what it says, for the side that wrote it.</summary>
    public static string ToCorrection(Guid member, Guid sojourn, string type, string data, Guid record, string back)
    {
        var said = RecordForm.All[type].Side is { } side ? JsonNode.Parse(data)![side]?.GetValue<string>() : null;
        var writer = said is null ? Writers.UsualSide(type) : said == "home" ? Side.Home : Side.Host;
        return ToForm(member, sojourn, type, writer, back, corrects: record);
    }

    public static string ToForm(
        Guid member, Guid sojourn, string type, Side side, string back, string? kind = null, string? period = null, Guid? corrects = null)
    {
        if (type == "certificate-sealed" && corrects is null) // the committee gives a number with its seal
            return "/Certificates/Seal" + new QueryBuilder { { "stay", $"{member}.{sojourn}" }, { "back", back } };
        if (type == "branch-named" && corrects is null)
            return $"/Reception/Place?stay={member}.{sojourn}";
        var query = new QueryBuilder
        {
            { "member", member.ToString() }, { "sojourn", sojourn.ToString() }, { "type", type }, { "side", side.ToString().ToLowerInvariant() },
        };
        if (kind is not null)
            query.Add("kind", kind);
        if (period is not null)
            query.Add("period", period);
        if (corrects is { } old)
            query.Add("corrects", old.ToString());
        query.Add("back", back);
        return (PageOf(type, corrects) ?? "/Records/New") + query;
    }
}
