using System.CommandLine;
using System.Text.Json;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What `exchange` prints of peers.</summary>
internal static partial class ExchangeVerb
{
    private static async Task StatusAsync(ParseResult arguments, ExchangeServices services, CancellationToken cancellation)
    {
        var peers = await services.Db.Peers.AsNoTracking().OrderBy(one => one.Name).ToListAsync(cancellation);
        if (!arguments.GetValue(Json))
        {
            Show(arguments, peers);
            return;
        }
        var lines = await services.Db.ExchangeLines.AsNoTracking().ToDictionaryAsync(one => one.PeerId, cancellation);
        var open = await services.Db.SentMessages.Where(one => one.State == SentMessage.Queued || one.State == SentMessage.Sent)
            .GroupBy(one => one.PeerId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(one => one.Key, one => one.Count, cancellation);
        Console.WriteLine(JsonSerializer.Serialize(peers.Select(one => new
        {
            one.Id, one.Name, one.Installation, one.State, one.Fingerprint, one.Address, one.NextFingerprint,
            Unanswered = open.GetValueOrDefault(one.Id),
            Line = lines.GetValueOrDefault(one.Id) is { } line
                ? new
                {
                    line.OutEpoch, line.OutLast, line.OutPaused, line.OutTries, line.OutFailure, line.OutDiffers, line.InEpoch, line.InApplied, line.InStopped,
                    line.TheirApplied, line.TheirStopped,
                } : null,
        }), Written));
    }

    private static async Task DigestAsync(ParseResult arguments, ExchangeServices services, CancellationToken cancellation)
    {
        var peer = await NamedAsync(arguments, services.Db, cancellation);
        var line = await services.Db.ExchangeLines.AsNoTracking().FirstOrDefaultAsync(one => one.PeerId == peer.Id, cancellation)
            ?? throw ExchangeWords.Refused("carry.closed");
        var sent = await Digests.SentAsync(services.Db, peer, (await services.Own.IdAsync(cancellation))!, cancellation);
        var received = await Digests.ReceivedAsync(services.Db, peer, cancellation);
        Console.WriteLine(arguments.GetValue(Json)
            ? JsonSerializer.Serialize(new { peer.Name, Sent = sent, Received = received, line.OutLast, line.InApplied, line.OutDiffers }, Written)
            : $"{peer.Name}\n发出 / sent     {sent}\n收到 / received {received}");
    }

    private static async Task ResyncAsync(ParseResult arguments, ExchangeServices services, CancellationToken cancellation)
    {
        var peer = await NamedAsync(arguments, services.Db, cancellation);
        if (await new ResyncActs(services.Db, services.Acts, new Platform.Actor(principal: null), services.Clock).AskAsync(peer, cancellation) is { } refusal)
            throw ExchangeWords.Refused(refusal);
        Show(arguments, [peer]);
    }

    private static void Show(ParseResult arguments, IReadOnlyList<KeptPeer> peers)
    {
        if (arguments.GetValue(Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(
                peers.Select(one => new { one.Id, one.Name, one.Installation, one.State, one.Fingerprint, one.Address }), Written));
            return;
        }
        foreach (var one in peers)
            Console.WriteLine($"{one.Name}  {one.State}  {one.Fingerprint}");
    }
}
