using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Worklist;

/// <summary>A contact person whose worklist holds only the members he keeps in touch with.</summary>
/// <param name="MemberId">The member he is; nothing for an account of which nobody has said that, which is found by its name.</param>
/// <param name="Stays">Those of his people.</param>
public sealed record ContactPerson(Guid? MemberId, string Name, Guid[] Stays)
{
    /// <summary>Nothing for everybody else: they see their whole organisation.</summary>
    public static async Task<ContactPerson?> OfAsync(HongyanDb db, Actor actor, CancellationToken cancellation)
    {
        if (actor.Role != Roles.Contact || actor.OrgPath is not { } top)
            return null;
        var known = await db.Accounts.Where(account => account.Id == actor.AccountId)
            .Select(account => account.MemberId
                ?? db.AccountPersons.Where(one => one.AccountId == account.Id).Select(one => (Guid?)one.MemberId).FirstOrDefault())
            .Select(id => new { Id = id, Name = db.Members.Where(member => member.Id == id).Select(member => member.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellation);
        var (self, name) = (known?.Id, known?.Name ?? actor.DisplayName ?? "");
        return new ContactPerson(self, name, await StaysOf(db, top, self, name).ToArrayAsync(cancellation));
    }

    /// <summary>
    /// Where he is named by his id, or by a name that nobody chose from the roster. An account of which nobody has said whose it is has those of
    /// all of its name who have no account of their own.
    /// </summary>
    private static IQueryable<Guid> StaysOf(HongyanDb db, string top, Guid? self, string name)
    {
        var (end, isUnsaid) = (top + "/", self is null);
        return db.Sojourns
            .Where(stay => (stay.HomePath!.CompareTo(top) >= 0 && stay.HomePath.CompareTo(end) < 0)
                || (stay.HostPath!.CompareTo(top) >= 0 && stay.HostPath.CompareTo(end) < 0))
            .Where(stay => (self != null && (stay.HomeContactId == self || stay.HostContactId == self))
                || (stay.HomeContact == name && (stay.HomeContactId == null
                    || (isUnsaid && !db.AccountPersons.Any(said => said.MemberId == stay.HomeContactId))))
                || (stay.HostContact == name && (stay.HostContactId == null
                    || (isUnsaid && !db.AccountPersons.Any(said => said.MemberId == stay.HostContactId)))))
            .Select(stay => stay.Id);
    }
}
