using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>Records of cases that somebody of the actor's organisation asked to be taken back or corrected, and nobody has confirmed.</summary>
public sealed class AwaitedRecords(HongyanDb db, Actor actor, Texts texts) : IAwaitsSecondPerson
{
    private const int Most = 100;

    public async Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation)
    {
        if (!actor.Can(Access.Deciding) || actor.OrgPath is not { } top)
            return [];
        var (self, words, records) = (actor.AccountId, texts.For("Cases"), texts.For("Records"));
        var asked = await (
            from ask in db.Records.AsNoTracking()
            where ask.AsksId != null && ask.AccountId != self
                && !db.Records.Any(later => later.OwnerId == ask.OwnerId && (later.CorrectsId == ask.Id || later.CorrectsId == ask.AsksId))
            join own in db.CaseParties on new { ask.OwnerId, ask.CaseId } equals new { own.OwnerId, own.CaseId }
            join place in db.Organizations on own.OrgId equals place.Id
            where place.Path == top
                && (own.Side == ask.Side || db.CaseParties.Any(other => other.OwnerId == ask.OwnerId && other.CaseId == ask.CaseId
                    && other.Side == ask.Side && other.OrgId == null)) // the letters of a party outside are typed here
            join one in db.Cases on new { ask.OwnerId, Id = ask.CaseId } equals new { one.OwnerId, one.Id }
            join first in db.Records on new { ask.OwnerId, Id = ask.AsksId!.Value } equals new { first.OwnerId, first.Id }
            orderby ask.RecordedAt
            select new
            {
                ask.Id, ask.OwnerId, ask.CaseId, ask.Type, ask.RecordedAt, one.Kind, one.Title, one.Period, About = first.Type, first.OnDate,
                By = db.Accounts.Where(account => account.Id == ask.AccountId).Select(account => account.DisplayName).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancellation);
        return [.. asked.DistinctBy(ask => ask.Id).Select(ask => new AwaitedConfirmation(
            records["record." + ask.Type],
            $"{words["kind." + ask.Kind]} {ask.Title ?? ask.Period} · {records["record." + ask.About]} {DateText.Of(ask.OnDate)}",
            ChinaDate.Of(ask.RecordedAt), ask.By, $"/Cases/{ask.Kind}/{ask.OwnerId}/{ask.CaseId}/Second?asked={ask.Id}"))];
    }
}
