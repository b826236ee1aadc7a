using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>The contact person of a stay on one side.</summary>
/// <param name="MemberId">The member he is, where the reader sees him.</param>
/// <param name="Role">What he works as for his branch; nothing when he has no account, or is known by his name only.</param>
/// <param name="IsNameOnly">A name was written down and nobody chosen from the roster.</param>
public sealed record NamedContact(string Name, string? Organization, Guid? MemberId, string? Role, bool IsNameOnly);

/// <summary>Tells who the contact persons of stays are, beyond their names.</summary>
public static class NamedContacts
{
    /// <param name="organizations">The names of home and host of each stay.</param>
    /// <param name="on">The day on which they work.</param>
    public static async Task<Func<Sojourn, Side, NamedContact?>> OfAsync(
        HongyanDb db, IEnumerable<Sojourn> stays, Func<Sojourn, Side, string?> organizations, DateOnly on, CancellationToken cancellation)
    {
        var atWork = PeopleAtWork.On(db, on);
        List<Guid> ids = [.. stays.SelectMany(stay => new[] { stay.HomeContactId, stay.HostContactId }).OfType<Guid>().Distinct()];
        var people = ids.Count == 0 ? [] : await db.Members.AsNoTracking().Where(member => ids.Contains(member.Id))
            .Select(member => new
            {
                member.Id,
                Role = atWork.Where(one => one.MemberId == member.Id).OrderByDescending(one => one.Role).Select(one => one.Role).FirstOrDefault(),
            })
            .ToDictionaryAsync(member => member.Id, member => member.Role, cancellation);
        return (stay, side) =>
        {
            var (name, id) = side == Side.Home ? (stay.HomeContact, stay.HomeContactId) : (stay.HostContact, stay.HostContactId);
            return name is null ? null
                : new NamedContact(name, organizations(stay, side), id is { } seen && people.ContainsKey(seen) ? id : null,
                    id is { } known ? people.GetValueOrDefault(known) : null, id is null);
        };
    }
}
