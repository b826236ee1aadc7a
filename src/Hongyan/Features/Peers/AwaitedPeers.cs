using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Peers whose fingerprint somebody else compared and that the actor may confirm.</summary>
public sealed class AwaitedPeers(HongyanDb db, Actor actor, Texts texts) : IAwaitsSecondPerson
{
    private const int Most = 100;

    public async Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } path || !actor.Can(Access.Department))
            return [];
        var (self, words) = (actor.AccountId, texts.For("Peers"));
        var waiting = await db.Peers.AsNoTracking()
            .Where(one => one.State == Peer.Compared && one.ComparedBy != self && (one.LoadedBy == null || one.LoadedBy != self)
                && db.Organizations.Any(o => o.Id == one.OwnerId && o.Path == path))
            .OrderBy(one => one.LoadedAt)
            .Select(one => new
            {
                one.Id, one.Name, one.LoadedAt,
                By = db.Accounts.Where(account => account.Id == one.ComparedBy).Select(account => account.DisplayName).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancellation);
        return [.. waiting.Select(one => new AwaitedConfirmation(words["confirm.asked"], one.Name, ChinaDate.Of(one.LoadedAt), one.By, "/Peers/" + one.Id))];
    }
}
