using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>Merging and parting of entries that somebody else asked for and the actor may confirm.</summary>
public sealed class AwaitedOutside(HongyanDb db, OutsideActs acts, Actor actor, Texts texts) : IAwaitsSecondPerson
{
    private const int Most = 100;
    private readonly Texts words = texts.For("Outside");

    public async Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is null || !actor.Can(Access.Clerk))
            return [];
        var self = actor.AccountId;
        var asked = await (
            from act in acts.Waiting().AsNoTracking()
            where act.AskedBy != self
            join entry in db.OutsideOrganizations on act.EntryId equals entry.Id
            orderby act.AskedAt
            select new
            {
                act.Id, act.Kind, act.AskedAt, entry.Name,
                By = db.Accounts.Where(account => account.Id == act.AskedBy).Select(account => account.DisplayName).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancellation);
        return [.. asked.Select(act =>
            new AwaitedConfirmation(words["asked." + act.Kind], act.Name, ChinaDate.Of(act.AskedAt), act.By, $"/Outside/Second/{act.Id}"))];
    }
}
