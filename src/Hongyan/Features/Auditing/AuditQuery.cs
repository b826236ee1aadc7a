using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Auditing;

/// <summary>What the reader of the log asks for; everything left empty asks for all.</summary>
/// <param name="Who">A user name or a name, or a part of one.</param>
/// <param name="Org">An organisation by its path; what lies below it comes along.</param>
public sealed record AuditQuery(DateOnly From, DateOnly To, string? Who, string? Org, string? Act)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The newest first.</summary>
    public IQueryable<AuditEntry> Of(HongyanDb db)
    {
        var (first, end) = (Moment(From), Moment(To.AddDays(1)));
        var entries = db.Audit.AsNoTracking().Where(entry => entry.At >= first && entry.At < end);
        if (Who is { } who)
            entries = entries.Where(entry => db.Accounts.Any(account => account.Id == entry.AccountId
                && (account.UserName!.Contains(who) || account.DisplayName.Contains(who))));
        if (Org is { } org)
            entries = entries.Where(entry => entry.OrgPath!.CompareTo(org) >= 0 && entry.OrgPath.CompareTo(org + "/") < 0); // '/' follows '.'
        // once a refused request and the record of a refusal had one name; only the record concerns a member
        if (Act is AuditLine.RequestRefused)
            entries = entries.Where(entry => entry.Act == Act || (entry.Act == Refused.Type.Name && entry.MemberId == null));
        else if (Act == Refused.Type.Name)
            entries = entries.Where(entry => entry.Act == Act && entry.MemberId != null);
        else if (Act is { } act)
            entries = entries.Where(entry => entry.Act == act);
        return entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);
    }

    /// <summary>With the names of who acted and for whom; a member's account has none here, for row-level security does not show it.</summary>
    public static IQueryable<AuditLine> Lines(HongyanDb db, IQueryable<AuditEntry> entries) => entries.Select(entry => new AuditLine(entry,
        db.Accounts.Where(account => account.Id == entry.AccountId).Select(account => account.DisplayName).FirstOrDefault(),
        db.Organizations.Where(organization => organization.Path == entry.OrgPath).Select(organization => organization.Name).FirstOrDefault()));

    private static DateTimeOffset Moment(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), China).ToUniversalTime();
}

/// <summary>An entry as it is shown.</summary>
public sealed record AuditLine(AuditEntry Entry, string? Name, string? Organization)
{
    public const string RequestRefused = "request-refused";

    /// <summary>What was done, in words, told apart where one name once stood for two acts.</summary>
    public static string ActOf(Texts texts, AuditEntry entry) =>
        ActIn(texts, entry.Act == Refused.Type.Name && entry.MemberId is null ? RequestRefused : entry.Act);

    /// <summary>What was done, in words: a record by its type, anything else by its own text, here or in the feature whose act it is.</summary>
    public static string ActIn(Texts texts, string act)
    {
        var (own, records) = (texts.For("Auditing"), texts.For("Records"));
        return own.Has("act." + act) ? own["act." + act]
            : records.Has("record." + act) ? records["record." + act]
            : OfFeatures.TryGetValue(act, out var folder) ? texts.For(folder)[Start + act]
            : act;
    }

    private const string Start = "noted.";

    /// <summary>The acts for which a feature has the words beside its pages, with its folder.</summary>
    public static IReadOnlyDictionary<string, string> OfFeatures { get; } =
        TextBook.Whole.Folders.SelectMany(folder => folder.Value.Keys.Where(key => key.StartsWith(Start, StringComparison.Ordinal))
            .Select(key => (Act: key[Start.Length..], folder.Key))).ToDictionary(one => one.Act, one => one.Key);
}
