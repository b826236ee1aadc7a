using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>
/// Peers, changed cards and keys of our own that somebody else compared or made and that the actor may confirm; and changed cards that nobody has compared.
/// </summary>
public sealed class AwaitedPeers(HongyanDb db, Actor actor, Texts texts) : IAwaitsSecondPerson
{
    private const int Most = 100;

    public async Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } path || !actor.Can(Access.Department))
            return [];
        var (self, words) = (actor.AccountId, texts.For("Peers"));
        var waiting = await db.Peers.AsNoTracking()
            .Where(one => db.Organizations.Any(o => o.Id == one.OwnerId && o.Path == path)
                && ((one.State == Peer.Compared && one.ComparedBy != self && (one.LoadedBy == null || one.LoadedBy != self))
                    || (one.NextCard != null && (one.State == Peer.Confirmed || one.State == Peer.Active)
                        && (one.NextComparedBy == null || one.NextComparedBy != self) && (one.NextLoadedBy == null || one.NextLoadedBy != self))))
            .OrderBy(one => one.NextLoadedAt ?? one.LoadedAt)
            .Select(one => new
            {
                one.Id, one.Name, IsChange = one.State != Peer.Compared, At = one.NextLoadedAt ?? one.LoadedAt,
                By = db.Accounts.Where(account => account.Id == (one.State != Peer.Compared ? one.NextComparedBy : one.ComparedBy))
                    .Select(account => account.DisplayName).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancellation);
        var keys = await db.ExchangeKeys.Where(k => k.Waits && k.MadeBy != self && k.Use == KeptExchangeKey.Signing)
            .Select(k => new
            {
                k.CreatedAt, By = db.Accounts.Where(account => account.Id == k.MadeBy).Select(account => account.DisplayName).FirstOrDefault(),
            }).ToListAsync(cancellation);
        return
        [
            .. keys.Select(one => new AwaitedConfirmation(words["keys.asked"], words["keys"], ChinaDate.Of(one.CreatedAt), one.By, "/Peers/Keys")),
            .. waiting.Select(one => new AwaitedConfirmation(
                words[one.IsChange ? "changed.asked" : "confirm.asked"], one.Name, ChinaDate.Of(one.At), one.By, "/Peers/" + one.Id)),
        ];
    }
}
