using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>Appointments and links that the department confirms, and the new links of members whom the actor's branch looks after.</summary>
public sealed class AwaitedAccounts(HongyanDb db, ToConfirm confirming, Actor actor, Texts texts) : IAwaitsSecondPerson
{
    private const int Most = 100;
    private readonly Texts words = texts.For("Account");

    public async Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is null || !actor.Can(Access.Home))
            return [];
        var self = actor.AccountId;
        var links = await (
            from one in db.LinkRequests.AsNoTracking()
            where one.ConfirmedAt == null && one.DeclinedAt == null && one.Kind == LinkRequest.Link && one.AskedBy != self
            join account in db.Accounts on one.AccountId equals account.Id
            where account.MemberId != null
            orderby one.AskedAt
            select new
            {
                account.MemberId, account.DisplayName, one.Kind, one.AskedAt,
                By = db.Accounts.Where(other => other.Id == one.AskedBy).Select(other => other.DisplayName).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancellation);
        var waiting = links.ConvertAll(one => new AwaitedConfirmation(
            words["asked." + one.Kind], one.DisplayName, ChinaDate.Of(one.AskedAt), one.By, $"/Members/{one.MemberId}/Account"));
        if (!actor.Can(Access.Confirming))
            return waiting;
        var staff = await (
            from one in confirming.Asked().AsNoTracking()
            where one.AskedBy != self && one.AccountId != self
            join account in db.Accounts on one.AccountId equals account.Id
            where account.MemberId == null
            orderby one.AskedAt
            select new
            {
                account.DisplayName, one.Kind, one.AskedAt,
                By = db.Accounts.Where(other => other.Id == one.AskedBy).Select(other => other.DisplayName).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancellation);
        var appointed = await (
            from one in confirming.Appointed().AsNoTracking()
            where one.MadeBy != self && one.AccountId != self
            join account in db.Accounts on one.AccountId equals account.Id
            orderby one.Id
            select new
            {
                account.DisplayName, one.Role,
                By = db.Accounts.Where(other => other.Id == one.MadeBy).Select(other => other.DisplayName).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancellation);
        return
        [
            .. waiting,
            .. staff.Select(one => new AwaitedConfirmation(words["asked." + one.Kind], one.DisplayName, ChinaDate.Of(one.AskedAt), one.By, "/Account/Confirm")),
            .. appointed.Select(one => new AwaitedConfirmation(words["role." + one.Role], one.DisplayName, null, one.By, "/Account/Confirm")),
        ];
    }
}
