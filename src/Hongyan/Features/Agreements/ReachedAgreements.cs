using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Agreements;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Agreements;

/// <summary>
/// The agreements and pairings whose parties the reader, or the member's stay, lies below or above. Which stays they cover is found out anew
/// each time; nothing is kept of it.
/// </summary>
internal sealed class ReachedAgreements(HongyanDb db) : ITermsOfStays
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private IReadOnlyList<ReachedAgreement>? all;

    /// <summary>One statement, asked once.</summary>
    public async Task<IReadOnlyList<ReachedAgreement>> AllAsync(CancellationToken cancellation)
    {
        if (all is not null)
            return all;
        return all = Read(await Rows.ToListAsync(cancellation));
    }

    public void AskWith(QueryBatch batch)
    {
        if (all is null)
            batch.Add(Rows, rows => all = Read(rows));
    }

    private IQueryable<Row> Rows => db.Database.SqlQuery<Row>($"""
        select owner_id as "OwnerId", case_id as "CaseId", kind as "Kind", id as "Id", on_date as "OnDate", type as "Type", side as "Side",
               data as "Data", recorded_at as "RecordedAt", corrects_id as "CorrectsId", parties as "Parties" from agreements_reached()
        """);

    private List<ReachedAgreement> Read(List<Row> rows) => [.. rows.GroupBy(row => row.CaseId).OrderBy(one => one.Key).Select(Read)];

    /// <summary>What holds for a stay on which days, host by host. The lower parties come first, then the later signature.</summary>
    public async Task<IReadOnlyList<AgreedTerms>> OfAsync(
        Member member, Sojourn sojourn, IReadOnlyList<SojournEvent> events, CancellationToken cancellation) =>
        (await AllAsync(cancellation)).Count == 0 ? [] : Of(all!, member, sojourn, events);

    private static IReadOnlyList<AgreedTerms> Of(
        IReadOnlyList<ReachedAgreement> all, Member member, Sojourn sojourn, IReadOnlyList<SojournEvent> events) =>
    [
        .. from host in HostsOf(sojourn, events)
           let stay = new StayPlace(sojourn.HomePath, host.Path, host.Path is null ? sojourn.HostName : null, sojourn.DestinationCode, sojourn.Destination,
               member.Name)
           from one in all
           from held in one.Texts.Held
           where one.Covers(held.Version.Text, stay)
           let @from = Later(held.First, host.First)
           let until = held.Last < host.Last ? held.Last : host.Last
           where @from <= until
           orderby one.Depth descending, held.Version.Signatures[^1].On descending, one.Id
           select new CoveringTerms(one, held.Version) { From = @from, Until = until, Values = AgreementValues.Of(held.Version.Text) },
    ];

    /// <summary>The hosts of a stay with their days; whoever is expected somewhere belongs there from the start.</summary>
    private static IEnumerable<(string? Path, DateOnly First, DateOnly Last)> HostsOf(Sojourn sojourn, IReadOnlyList<SojournEvent> events)
    {
        var (hosts, end) = (Hosting.Of(events), sojourn.EndedOn ?? DateOnly.MaxValue);
        if (hosts.Count == 0)
            return [(sojourn.HostPath, DateOnly.MinValue, end)];
        return hosts.Select((host, at) => (host.Organization ?? sojourn.HostPath, at == 0 ? DateOnly.MinValue : host.Days.First,
            at + 1 < hosts.Count ? host.Days.Last ?? end : end));
    }

    private ReachedAgreement Read(IGrouping<Guid, Row> one)
    {
        var first = one.First();
        var kind = CaseKinds.Of(first.Kind);
        var rows = one.OrderBy(row => row.RecordedAt).ThenBy(row => row.Id).Select(row => new Record
        {
            OwnerId = row.OwnerId,
            Id = row.Id,
            CaseId = row.CaseId,
            CaseKind = row.Kind,
            OnDate = row.OnDate,
            Type = row.Type,
            Side = row.Side,
            Data = SealedNotes.Read(db.Secrets, row.Data),
            RecordedAt = row.RecordedAt,
            CorrectsId = row.CorrectsId,
        }).ToList();
        return new ReachedAgreement(first.OwnerId, first.CaseId, first.Kind, JsonSerializer.Deserialize<List<ReachedParty>>(first.Parties, Json)!,
            AgreementTexts.Of(CaseRows.Holding(kind, rows).Select(record => record.Happened)));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private sealed record Row(
        Guid OwnerId, Guid CaseId, string Kind, Guid Id, DateOnly OnDate, string Type, string Side, string Data, DateTimeOffset RecordedAt, Guid? CorrectsId,
        string Parties);
}
