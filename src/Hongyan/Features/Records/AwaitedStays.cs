using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>Records of guests that somebody of the actor's organisation, or below it, asked a second person for.</summary>
public sealed class AwaitedStays(HongyanDb db, SecondPersons seconds, Actor actor, Texts texts) : IAwaitsSecondPerson
{
    private const int Most = 100;
    private readonly Texts words = texts.For("Records");

    public async Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is null || !actor.Can(Access.Deciding))
            return [];
        var self = actor.AccountId;
        var asked = await (
            from ask in seconds.Waiting()
            where ask.AskedBy != self
            join person in db.Members on ask.OwnerId equals person.Id
            orderby ask.AskedAt
            select new
            {
                ask.OwnerId, ask.Id, ask.Type, ask.AskedAt, person.Name,
                By = db.Accounts.Where(account => account.Id == ask.AskedBy).Select(account => account.DisplayName).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancellation);
        return [.. asked.Select(ask => new AwaitedConfirmation(
            words["record." + ask.Type], ask.Name, ChinaDate.Of(ask.AskedAt), ask.By, $"/Records/Second/{ask.OwnerId}/{ask.Id}"))];
    }
}
