using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>
/// Queues what was recorded of stays that a peer knows, too. The record is the reason: no message is made without one, and of each record one is made.
/// It is done where envelopes are carried, for whoever records, a branch or the member, sends nothing himself.
/// </summary>
internal sealed class Telling(Installation installation)
{
    private const int AtOnce = 5000;

    private static readonly string[] Types = [.. MessageKinds.All.Select(kind => kind.TellsOf).OfType<string>().Distinct()];

    public async Task TellAsync(Guid peerId, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.HeldLine(peerId).FirstOrDefaultAsync(cancellation) is not { OutPaused: false }
            || await db.Peers.FirstOrDefaultAsync(one => one.Id == peerId, cancellation) is not { } peer
            || !Peer.IsOpen(peer.State))
            return;
        var services = new ExchangeServices(installation, db);
        await TellKeysAsync(services, peer, cancellation);
        if (peer.State == Peer.Active)
            await TellRecordsAsync(services, peer, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>New keys of ours go to each peer once, signed with those that it has in force.</summary>
    private static async Task TellKeysAsync(ExchangeServices services, KeptPeer peer, CancellationToken cancellation)
    {
        var generation = await services.Own.GenerationAsync(cancellation);
        if (peer.ToldGeneration >= generation || await services.Own.ReadAsync(cancellation) is not { } card)
            return;
        var department = await services.Db.Organizations.AsNoTracking().SingleAsync(o => o.Id == peer.OwnerId, cancellation);
        peer.ToldGeneration = generation;
        await services.Outgoing.QueueAsync(peer, new MessageDraft(MessageKinds.KeyChange, department, To: null, Kinds.KeyChangeKind.Said(card)), cancellation);
        await services.Db.SaveChangesAsync(cancellation);
    }

    private static async Task TellRecordsAsync(ExchangeServices services, KeptPeer peer, CancellationToken cancellation)
    {
        var db = services.Db;
        var untold = await UntoldAsync(db, peer.Id, cancellation);
        if (untold.Count == 0)
            return;
        var names = await db.Organizations.AsNoTracking().Select(o => new { o.Path, o.Name }).ToDictionaryAsync(o => o.Path, o => o.Name, cancellation);
        var ids = untold.Select(one => one.Shared.PersonId).ToList();
        var ends = await db.Members.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.EndOfProbation })
            .ToDictionaryAsync(m => m.Id, m => m.EndOfProbation, cancellation);
        var orgs = untold.Select(one => one.Shared.OrgId).Distinct().ToList();
        var senders = await db.Organizations.AsNoTracking().Where(o => orgs.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellation);
        foreach (var (shared, record, corrected) in untold)
        {
            var side = shared.Side == KeptShared.Home ? Side.Home : Side.Host;
            var of = new TellingNames(side, path => path is not null && names.TryGetValue(path, out var found) ? found : null,
                ends.GetValueOrDefault(shared.PersonId));
            if (Draft(record, corrected, of) is not var (kind, body))
                continue;
            await services.Outgoing.QueueAsync(peer, new MessageDraft(kind, senders[shared.OrgId], shared.TheirOrg, body)
            {
                On = record.OnDate, Case = shared.CaseId, Yours = shared.Theirs, Record = record.Id,
            }, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private sealed record Untold(KeptShared Shared, Record Record, SentMessage? Corrected);

    /// <summary>Records since both know the stay, and what takes back or corrects one that was told.</summary>
    private static async Task<List<Untold>> UntoldAsync(HongyanDb db, Guid peerId, CancellationToken cancellation) =>
        [.. (await (
            from shared in db.ExchangeShared.AsNoTracking()
            join record in db.Records.AsNoTracking()
                on new { Owner = shared.PersonId, Case = shared.CaseId } equals new { Owner = record.OwnerId, Case = record.CaseId }
            from corrected in db.SentMessages.AsNoTracking()
                .Where(one => one.PeerId == peerId && one.RecordId != null && one.RecordId == record.CorrectsId)
                .OrderByDescending(one => one.Number).Take(1).DefaultIfEmpty()
            where shared.PeerId == peerId && shared.Theirs != null && shared.UnmatchedOn == null && record.AsksId == null
                && (shared.Side == KeptShared.Host || record.RecordedAt >= shared.MatchedAt)
                && (record.CorrectsId == null ? Types.Contains(record.Type) : corrected != null)
                && !db.SentMessages.Any(one => one.PeerId == peerId && one.RecordId == record.Id)
            orderby record.RecordedAt, record.Id
            select new { shared, record, corrected }).Take(AtOnce).ToListAsync(cancellation))
            .Select(one => new Untold(one.shared, one.record, one.corrected))];

    private static (string Kind, object Body)? Draft(Record record, SentMessage? corrected, TellingNames names)
    {
        var happened = EventJson.Read(record.Data);
        if (corrected is null)
        {
            return MessageKinds.All.Where(kind => kind.Writer is not { } writer || writer == names.Side)
                .Select(kind => (kind.Name, Body: kind.Tells(happened, names))).FirstOrDefault(one => one.Body is not null) is { Body: { } body } said
                ? (said.Name, body) : null;
        }
        if (happened is Struck struck)
            return (Kinds.WithdrawalKind.Kind, new { Seq = corrected.Number, corrected.Id, Text = struck.Reason });
        return MessageKinds.Find(corrected.Kind)?.Tells(happened, names) is { } changed
            ? (Kinds.CorrectionKind.Kind, Corrected(corrected, changed)) : null;
    }

    /// <summary>The new body, with what it is a correction of.</summary>
    private static Dictionary<string, object?> Corrected(SentMessage before, object body)
    {
        var all = JsonSerializer.SerializeToElement(body, JsonSerializerOptions.Web).EnumerateObject()
            .ToDictionary(field => field.Name, field => (object?)field.Value, StringComparer.Ordinal);
        (all["seq"], all["id"], all["kind"]) = (before.Number, before.Id, before.Kind);
        return all;
    }
}
