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

    public static IReadOnlyList<SignIn> Make(HongyanDb db, IReadOnlyDictionary<string, Organization> places, Member floating)
    {
        return
        [
            Staff("home", Roles.Secretary, DemoOrganizations.HomeBranch),
            Staff("host", Roles.Secretary, DemoOrganizations.HostBranch),
            Staff("clerk", Roles.Clerk, DemoOrganizations.HomeBranch[..7]),
            Staff("department", Roles.Department, DemoOrganizations.Department),
            Staff("department2", Roles.Department, DemoOrganizations.Department), // what holds by two needs a second one
            Make("member", Roles.Member, floating.Name, member: floating.Id),
            Staff("contact", Roles.Contact, DemoOrganizations.HomeBranch),
            Staff("floating", Roles.Floating, DemoOrganizations.Floating),
            Make("system", Roles.System, NameOf("system")),
            Make("security", Roles.Security, NameOf("security")),
            Make("audit", Roles.Audit, NameOf("audit")),
        ];

        SignIn Staff(string who, string role, string path) => Make(who, role, NameOf(who), path);

        static string NameOf(string who) => Names.For(Draw.For("account", who), man: who is not ("host" or "clerk"));

        SignIn Make(string who, string role, string displayName, string? path = null, Guid? member = null)
        {
            var account = New(who, displayName, member);
            var password = InitialPassword.Make();
            account.PasswordHash = new PasswordHasher<Data.Account>().HashPassword(account, password);
            db.Accounts.Add(account);
            Appoint(db, account, role, path);
            if (who == "clerk")
                Appoint(db, account, Roles.Secretary, DemoOrganizations.HomeBranch, later: true); // one who works for two organisations
            return new SignIn(who, who, displayName, path is null ? null : places[path].Name, password);
        }
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
