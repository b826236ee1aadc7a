using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What came from a frozen peer and somebody else asked to strike.</summary>
public sealed class AwaitedStrikes(HongyanDb db, Actor actor, Texts texts) : IAwaitsSecondPerson
{
    public async Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } path || !actor.Can(Access.Department))
            return [];
        var (self, words) = (actor.AccountId, texts.For("Peers"));
        var waiting = await (
            from one in db.ReceivedMessages.AsNoTracking()
            where one.Doubt == ReceivedMessage.StrikeAsked && one.DoubtBy != self
            join peer in db.Peers on one.PeerId equals peer.Id
            where db.Organizations.Any(o => o.Id == peer.OwnerId && o.Path == path)
            group one by new { peer.Id, peer.Name } into all
            select new { all.Key.Id, all.Key.Name, At = all.Min(one => one.DoubtAt), Count = all.Count() }).ToListAsync(cancellation);
        return
        [
            .. waiting.Select(one => new AwaitedConfirmation(words["doubts.asked"], words["doubts.about", one.Name, one.Count],
                one.At is { } at ? ChinaDate.Of(at) : null, AskedBy: null, $"/Peers/{one.Id}/Doubts?show={ReceivedMessage.StrikeAsked}")),
        ];
    }
}
