using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;

namespace Hongyan.Features.Demo;

/// <summary>
/// A sign-in as it is printed once. <see cref="Who"/> is home, host, clerk, department, department2, member, contact, floating or one of the administrators.
/// </summary>
/// <param name="Place">The organisation whose account it is; members and administrators have none.</param>
internal sealed record SignIn(string Who, string UserName, string DisplayName, string? Place, string Password);

/// <summary>One account for each of the five people whom the program serves, two who help them, and the three administrators.</summary>
internal static class SignIns
{
    private static readonly DateOnly Since = new(2024, 1, 1);

    /// <summary>The account of another member, who has written something; nobody can sign in with it.</summary>
    public static Guid OfMember(HongyanDb db, Member member, string userName)
    {
        var account = New(userName, member.Name, member.Id);
        db.Accounts.Add(account);
        Appoint(db, account, Roles.Member, path: null);
        return account.Id;
    }

    public static IReadOnlyList<SignIn> Make(HongyanDb db, IReadOnlyDictionary<string, Organization> places, Member floating) =>
    [
        Staff(db, places, "home", Roles.Secretary, DemoOrganizations.HomeBranch),
        Staff(db, places, "host", Roles.Secretary, DemoOrganizations.HostBranch),
        Staff(db, places, "clerk", Roles.Clerk, DemoOrganizations.HomeBranch[..7], also: DemoOrganizations.HomeBranch), // works for two organisations
        Staff(db, places, "department", Roles.Department, DemoOrganizations.Department),
        Staff(db, places, "department2", Roles.Department, DemoOrganizations.Department), // what holds by two needs a second one
        Add(db, "member", Roles.Member, floating.Name, member: floating.Id),
        Staff(db, places, "contact", Roles.Contact, DemoOrganizations.HomeBranch),
        Staff(db, places, "floating", Roles.Floating, DemoOrganizations.Floating),
        Add(db, "system", Roles.System, NameOf("system")),
        Add(db, "security", Roles.Security, NameOf("security")),
        Add(db, "audit", Roles.Audit, NameOf("audit")),
    ];

    /// <param name="also">Another organisation of which the same person is secretary.</param>
    /// <param name="drawnFor">Another county, in which the same post has somebody of another name.</param>
    public static SignIn Staff(
        HongyanDb db, IReadOnlyDictionary<string, Organization> places, string who, string role, string path, string? also = null,
        string drawnFor = "") => Add(db, who, role, NameOf(drawnFor + who), places[path], also);

    private static string NameOf(string who) =>
        Names.For(Draw.For("account", who), man: !who.EndsWith("host", StringComparison.Ordinal) && !who.EndsWith("clerk", StringComparison.Ordinal));

    private static SignIn Add(
        HongyanDb db, string who, string role, string displayName, Organization? place = null, string? also = null, Guid? member = null)
    {
        var account = New(who, displayName, member);
        var password = InitialPassword.Make();
        account.PasswordHash = new PasswordHasher<Data.Account>().HashPassword(account, password);
        db.Accounts.Add(account);
        Appoint(db, account, role, place?.Path);
        if (also is not null)
            Appoint(db, account, Roles.Secretary, also, later: true);
        return new SignIn(who, who, displayName, place?.Name, password);
    }

    private static void Appoint(HongyanDb db, Data.Account account, string role, string? path, bool later = false) =>
        new Appointments(db, TimeProvider.System).AddConfirmed(account.Id, role, path, madeBy: null, later ? Since.AddYears(1) : Since);

    private static Data.Account New(string userName, string displayName, Guid? member) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = userName,
        NormalizedUserName = new UpperInvariantLookupNormalizer().NormalizeName(userName),
        DisplayName = displayName,
        MemberId = member,
        SecurityStamp = Guid.CreateVersion7().ToString(),
        LockoutEnabled = true,
    };
}
