using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Worklist;

/// <summary>A contact person whose worklist holds only the members he keeps in touch with.</summary>
/// <param name="MemberId">The member he is; nothing for an account of which nobody has said that, which is found by its name.</param>
public sealed record ContactPerson(Guid? MemberId, string Name)
{
    /// <summary>Nothing for everybody else: they see their whole organisation.</summary>
    public static async Task<ContactPerson?> OfAsync(HongyanDb db, Actor actor, CancellationToken cancellation)
    {
        if (actor.Role != Roles.Contact)
            return null;
        var known = await db.Accounts.Where(account => account.Id == actor.AccountId)
            .Select(account => account.MemberId
                ?? db.AccountPersons.Where(one => one.AccountId == account.Id).Select(one => (Guid?)one.MemberId).FirstOrDefault())
            .Select(id => new { Id = id, Name = db.Members.Where(member => member.Id == id).Select(member => member.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellation);
        return new ContactPerson(known?.Id, known?.Name ?? actor.DisplayName ?? "");
    }
}
