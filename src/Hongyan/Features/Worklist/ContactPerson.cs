using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Worklist;

/// <summary>A contact person whose worklist holds only the members he keeps in touch with.</summary>
/// <param name="MemberId">The member he is; nothing for an account that belongs to no member, which is found by its name.</param>
public sealed record ContactPerson(Guid? MemberId, string Name)
{
    /// <summary>Nothing for everybody else: they see their whole organisation.</summary>
    public static async Task<ContactPerson?> OfAsync(HongyanDb db, Actor actor, CancellationToken cancellation) => actor.Role != Roles.Contact ? null
        : new ContactPerson(
            await db.Accounts.Where(account => account.Id == actor.AccountId).Select(account => account.MemberId).FirstOrDefaultAsync(cancellation),
            actor.DisplayName ?? "");
}
