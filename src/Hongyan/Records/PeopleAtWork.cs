using Hongyan.Data;
using Hongyan.Platform;

namespace Hongyan.Records;

/// <summary>Somebody who works for a branch with an account of his own.</summary>
internal sealed class PersonAtWork
{
    /// <summary>The member he is; nothing where nobody has said it.</summary>
    public required Guid? MemberId { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public required string? OrgPath { get; init; }
}

/// <summary>Tells who writes for branches himself, and as what.</summary>
internal static class PeopleAtWork
{
    private static readonly string[] BranchRoles = [Roles.Contact, Roles.Secretary, Roles.Floating];

    /// <summary>Those of a day. An appointment that ends later holds until then; a disabled account writes nothing.</summary>
    public static IQueryable<PersonAtWork> On(HongyanDb db, DateOnly day) =>
        from one in Appointments.HeldOn(db, day)
        where BranchRoles.Contains(one.Role)
        join account in db.Accounts on one.AccountId equals account.Id
        where account.DisabledAt == null
        select new PersonAtWork
        {
            MemberId = account.MemberId ?? db.AccountPersons.Where(said => said.AccountId == account.Id).Select(said => (Guid?)said.MemberId).FirstOrDefault(),
            Name = account.DisplayName,
            Role = one.Role,
            OrgPath = one.OrgPath,
        };
}
