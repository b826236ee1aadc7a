using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Records;

/// <summary>Which side may write which type of record, and while what. Every type has one side, or it says which of the two wrote it.</summary>
public static class Writers
{
    private enum While
    {
        Away,
        Ended,
        Ever,
    }

    // A contact person writes what he does himself; he decides nothing.
    private sealed record Right(bool Home, bool Host, While When, bool Committee = false, bool Member = false, bool Contact = false);

    private static readonly OrderedDictionary<string, Right> Rights = new()
    {
        ["departure-reported"] = Home(While.Away),
        ["contact"] = Both(While.Away) with { Contact = true },
        ["care"] = Both(While.Away) with { Contact = true },
        ["contact-person-named"] = Both(While.Away),
        ["briefed"] = Home(While.Away) with { Contact = true },
        ["certificate-sealed"] = Home(While.Away) with { Committee = true },
        ["certificate-issued"] = Home(While.Away),
        ["certificate-audited"] = Both(While.Away),
        ["certificate-lost"] = Both(While.Ever) with { Contact = true },
        ["certificate-presented"] = Home(While.Ended),
        ["certificate-withdrawn"] = Home(While.Ended),
        ["reported-in"] = Host(While.Away),
        ["placed"] = Host(While.Away),
        ["branch-named"] = Host(While.Away) with { Committee = true },
        ["refused"] = Host(While.Away),
        ["organized-life"] = Both(While.Away),
        ["assigned-work-done"] = Both(While.Away),
        ["dues-paid"] = Both(While.Ever),
        ["dues-quarterly-agreed"] = Home(While.Away),
        ["dues-set"] = Home(While.Away),
        ["dues-reduction-asked"] = Home(While.Away),
        ["dues-reduction-decided"] = Home(While.Away) with { Committee = true },
        ["member-reported"] = Home(While.Away) with { Member = true, Contact = true },
        ["changed"] = Both(While.Away) with { Member = true, Contact = true },
        ["change-reported"] = Both(While.Away) with { Member = true, Contact = true },
        ["feedback"] = Both(While.Ever),
        ["feedback-read"] = Both(While.Ever) with { Contact = true },
        ["message"] = Both(While.Ever) with { Member = true, Contact = true },
        ["educated"] = Both(While.Ever) with { Contact = true },
        ["served"] = Both(While.Ever) with { Contact = true },
        ["election"] = Home(While.Away),
        ["major-matter"] = Home(While.Away),
        ["meeting"] = Host(While.Away),
        ["notified"] = Both(While.Away) with { Member = true, Contact = true },
        ["notice-read"] = new(false, false, While.Away, Member: true),
        ["opinion-given"] = new(false, false, While.Away, Member: true),
        ["activity-points"] = Both(While.Ever),
        ["reviewed"] = Both(While.Ever),
        ["conversion-opinion-asked"] = Home(While.Away),
        ["conversion-opinion"] = Host(While.Away),
        ["conversion-decided"] = Home(While.Away),
        ["conversion-approved"] = Home(While.Ever) with { Committee = true },
        ["transfer-condition-met"] = Both(While.Away),
        ["transfer-urged"] = Both(While.Away),
        ["transfer-started"] = Home(While.Away),
        ["transfer-not-wanted"] = Both(While.Away),
        ["transfer-letter-issued"] = Home(While.Ever) with { Committee = true },
        ["transfer-received"] = Both(While.Ever),
        ["transfer-refused"] = Both(While.Ever),
        ["receipt-returned"] = Both(While.Ever),
        ["valid-reason"] = Both(While.Away),
        ["duties-begin"] = Home(While.Ever),
        ["agreement-in-force"] = Both(While.Away) with { Committee = true },
        ["returned"] = Home(While.Away),
        ["return-checked"] = Home(While.Ended),
        ["transferred"] = Home(While.Away),
        ["cancelled"] = Home(While.Away),
        ["ledger-confirmed"] = Home(While.Ever),
        ["sweep-confirmed"] = Home(While.Ever),
        ["report-submitted"] = Home(While.Ever) with { Committee = true },
        ["consulted"] = Both(While.Ever),
        ["attempt"] = Both(While.Away) with { Contact = true },
        ["marked-lost"] = Home(While.Away),
        ["found"] = Both(While.Away),
        ["waived"] = Both(While.Ever),
        ["struck"] = Both(While.Ever),
    };

    /// <summary>What is not begun from a menu: it belongs to a departure, to a whole branch or to one duty.</summary>
    private static readonly string[] Elsewhere =
        ["departure-reported", "ledger-confirmed", "sweep-confirmed", "report-submitted", "consulted", "waived", "agreement-in-force", "feedback-read", "message", "struck",
        "transfer-letter-issued", "transfer-received", "transfer-refused", "receipt-returned", "transferred"];

    /// <summary>
    /// The sides the actor stands on. Where the host is no organisation of this installation nobody else can write for it:
    /// home records what the host told.
    /// </summary>
    public static IReadOnlyList<Side> SidesOf(Actor actor, string homePath, string? hostPath)
    {
        var home = actor.ServesHome && Within(homePath, actor.OrgPath);
        var host = hostPath is null ? home : Within(hostPath, actor.OrgPath);
        return [.. new[] { (Side.Home, home), (Side.Host, host) }.Where(side => side.Item2).Select(side => side.Item1)];
    }

    /// <summary>Why the actor may not write this; nothing when he may. The answer is a key of the texts of this folder; <see cref="Records.Refusal.Of"/> knows its clause.</summary>
    public static string? Refusal(string type, Side side, Actor actor, string homePath, string? hostPath)
    {
        if (!Rights.TryGetValue(type, out var right))
            return "refusal.type";
        if (!(side == Side.Home ? right.Home : right.Host))
            return side == Side.Home ? "refusal.host" : "refusal.home";
        if (!SidesOf(actor, homePath, hostPath).Contains(side))
            return side == Side.Home ? "refusal.home" : "refusal.host";
        if (!right.Contact && !actor.Can(Access.Deciding))
            return "refusal.contact";
        return right.Committee && !actor.Can(Access.Clerk) ? "refusal.committee" : null;
    }

    /// <summary>Why the member himself may not write this of his own sojourn; nothing when he may.</summary>
    public static string? MemberRefusal(string type, Actor actor, Sojourn sojourn) =>
        !Rights.TryGetValue(type, out var right) ? "refusal.type"
        : !right.Member || actor.MemberId != sojourn.MemberId ? "refusal.member"
        : StateRefusal(type, sojourn)?.Text;

    public static string? Refusal(string type, Side side, Actor actor, Sojourn sojourn) =>
        Refusal(type, side, actor, sojourn.HomePath, sojourn.HostPath)
        ?? StateRefusal(type, sojourn)?.Text;

    /// <summary>What the actor can record in the present state of the case, in the order of a sojourn.</summary>
    public static IEnumerable<(Side Side, string Type)> Offered(Actor actor, Sojourn sojourn) =>
        from side in SidesOf(actor, sojourn.HomePath, sojourn.HostPath)
        from type in Rights.Keys.Except(Elsewhere)
        where Refusal(type, side, actor, sojourn) is null && (sojourn.EndedOn is null || Rights[type].When != While.Away)
        where side == Side.Home || sojourn.HostPath is not null || !Rights[type].Home || type == "feedback"
        select (side, type);

    /// <summary>The side of a type that only one side writes; nothing for the others.</summary>
    public static Side? OnlySideOf(string type) =>
        !Rights.TryGetValue(type, out var right) || right.Home == right.Host ? null : right.Home ? Side.Home : Side.Host;

    /// <summary>The side of a type that only one side writes; home for the others.</summary>
    public static Side UsualSide(string type) => Rights[type].Home ? Side.Home : Side.Host;

    /// <summary>
    /// Why the present state of the case does not take this record, whoever writes it; nothing when it does. What happened while the member was
    /// away can be typed after his return, but is no longer on offer.
    /// </summary>
    public static Refusal? StateRefusal(string type, Sojourn sojourn) =>
        Progress.RefusalOf(sojourn.State, type) ?? (type, Rights[type].When) switch
        {
            ("found", _) when sojourn.LostOn is null => Records.Refusal.Of("refusal.not-lost"),
            ("marked-lost", _) when sojourn.LostOn is { } since => Records.Refusal.Of("refusal.lost-already") with { On = since },
            (_, While.Ended) => sojourn.State == "returned" ? null : Records.Refusal.Of("refusal.not-returned"),
            _ => sojourn.State == "cancelled" ? Records.Refusal.Of("refusal.cancelled") : null,
        };

    /// <summary>Whether an organisation is the other or lies below it.</summary>
    public static bool Within(string path, string? top) =>
        top is not null && path.StartsWith(top, StringComparison.Ordinal) && (path.Length == top.Length || path[top.Length] == '.');

    private static Right Home(While when) => new(true, false, when);

    private static Right Host(While when) => new(false, true, when);

    private static Right Both(While when) => new(true, true, when);
}
