using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Agreements;

/// <summary>What covers the stay of the member who reads it: what it gives him, and whom he asks.</summary>
internal sealed class MyAgreements(HongyanDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Those in force today and those signed that come into force.</summary>
    public async Task<IReadOnlyList<CoveringTerms>> AllAsync(CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var reached = new ReachedAgreements(db);
        if ((await reached.AllAsync(cancellation)).Count == 0
            || await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == actor.MemberId, cancellation) is not { } member)
            return [];
        var stays = await db.Sojourns.AsNoTracking().Where(s => s.MemberId == member.Id && s.EndedOn == null && s.State != "cancelled")
            .OrderByDescending(s => s.DepartedOn).ToListAsync(cancellation);
        var all = new List<CoveringTerms>();
        foreach (var stay in stays) // one, as a rule
            all.AddRange((await reached.OfAsync(member, stay, [], cancellation)).OfType<CoveringTerms>().Where(terms => terms.Until >= today));
        return all;
    }

    /// <summary>Whom he asks at each of the two offices.</summary>
    public static IEnumerable<ContactLine> ContactsOf(CoveringTerms terms, string side) => terms.Version.Text.Contacts.Where(contact => contact.Side == side);
}
