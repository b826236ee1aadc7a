using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>Which members can open their notices in the product: those whose own account is in use.</summary>
internal static class OwnAccounts
{
    public static async Task<HashSet<Guid>> OfAsync(HongyanDb db, IReadOnlyCollection<Guid> members, CancellationToken cancellation) =>
    [
        .. await db.Accounts.Where(account => account.MemberId != null && members.Contains(account.MemberId.Value) && account.DisabledAt == null
                && (account.PasswordHash != null || db.ExternalIdentities.Any(one => one.AccountId == account.Id)))
            .Select(account => account.MemberId!.Value).ToListAsync(cancellation),
    ];
}
