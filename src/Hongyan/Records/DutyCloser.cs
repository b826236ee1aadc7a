using Hongyan.Rules.Cases;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>How duties are closed, as their rules and the types of record say.</summary>
public static class DutyCloser
{
    private static readonly Dictionary<string, DutyRule> ByKind = DutyBook.Rules.ToDictionary(rule => rule.Kind);
    private static readonly Dictionary<string, Party> Parties = Enum.GetValues<Party>().ToDictionary(party => DutyLine.NameOf(party));

    /// <summary>Duties of organisations: owed once, however many members are away, and recorded for all of them at once.</summary>
    public static readonly string[] OfOrganizations =
        [.. DutyBook.Rules.Where(rule => SojournRecords.Book[rule.ClosedBy.Type].IsOfOrganization).Select(rule => rule.Kind)];

    /// <summary>Confirmations of a whole branch, written to each sojourn; a member's timeline leaves them out.</summary>
    public static readonly string[] RecordsOfOrganizations = [.. SojournRecords.Book.Types.Where(type => !type.IsInTimeline).Select(type => type.Name)];

    /// <summary>Whether there are duties of that kind: it may come from an address.</summary>
    public static bool IsKind(string kind) => ByKind.ContainsKey(kind);

    /// <summary>The clauses that bind whoever owes it.</summary>
    public static IReadOnlyList<string> ClausesOf(string kind) => ByKind[kind].Clauses;

    /// <summary>How a duty is closed for many at once; nothing where that is done person by person.</summary>
    public static ClosingRecord? ForMany(string kind, string? period, string owedBy)
    {
        var closing = ByKind[kind].ClosedForMany(Parties.TryGetValue(owedBy, out var party) ? party : null).For(period);
        return SojournRecords.Book[closing.Type].ForMany is { } many && !many.Always.ContainsKey(closing.Field ?? "") ? closing : null;
    }

    /// <summary>How a duty is closed.</summary>
    /// <param name="owedBy">The party that owes it, as it is kept; empty when any.</param>
    public static ClosingRecord Of(string kind, string? period, string owedBy) =>
        ByKind[kind].ClosedByOf(Parties.TryGetValue(owedBy, out var party) ? party : null).For(period);
}
