using Hongyan.Data;
using Hongyan.Platform;
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
    private static readonly string[] BranchRoles = [Roles.Secretary, Roles.Contact, Roles.Floating];

    /// <param name="organizations">The names of home and host of each stay.</param>
    public static async Task<Func<Sojourn, Side, NamedContact?>> OfAsync(
        HongyanDb db, IEnumerable<Sojourn> stays, Func<Sojourn, Side, string?> organizations, CancellationToken cancellation)
    {
        List<Guid> ids = [.. stays.SelectMany(stay => new[] { stay.HomeContactId, stay.HostContactId }).OfType<Guid>().Distinct()];
        var people = ids.Count == 0 ? [] : await db.Members.AsNoTracking().Where(member => ids.Contains(member.Id))
            .Select(member => new
            {
                member.Id,
                Role = db.Appointments
                    .Where(one => BranchRoles.Contains(one.Role) && one.UntilOn == null && db.Accounts.Any(account => account.Id == one.AccountId
                        && account.DisabledAt == null
                        && (account.MemberId == member.Id || db.AccountPersons.Any(said => said.AccountId == account.Id && said.MemberId == member.Id))))
                    .OrderByDescending(one => one.Role).Select(one => one.Role).FirstOrDefault(),
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
