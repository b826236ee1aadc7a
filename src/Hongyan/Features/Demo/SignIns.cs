using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;

namespace Hongyan.Features.Demo;

/// <summary>A sign-in as it is printed once. <see cref="Who"/> is home, host, clerk, department, member or administrator.</summary>
/// <param name="Place">The organisation whose account it is; members and administrators have none.</param>
internal sealed record SignIn(string Who, string UserName, string DisplayName, string? Place, string Password);

/// <summary>One account for each of the five people whom the program serves, and one administrator.</summary>
internal static class SignIns
{
    /// <summary>The account of another member, who has written something; nobody can sign in with it.</summary>
    public static Guid OfMember(HongyanDb db, Member member, string userName)
    {
        var account = New(userName, Roles.Member, member.Name, path: null, member.Id);
        db.Accounts.Add(account);
        return account.Id;
    }

    public static IReadOnlyList<SignIn> Make(HongyanDb db, IReadOnlyDictionary<string, Organization> places, Member floating)
    {
        return
        [
            Staff("home", Roles.Secretary, Places.HomeBranch),
            Staff("host", Roles.Secretary, Places.HostBranch),
            Staff("clerk", Roles.Clerk, Places.HomeBranch[..7]),
            Staff("department", Roles.Department, Places.Department),
            Make("member", Roles.Member, floating.Name, member: floating.Id),
            Make("administrator", Roles.Administrator, NameOf("administrator")),
        ];

        SignIn Staff(string who, string role, string path) => Make(who, role, NameOf(who), path);

        static string NameOf(string who) => Names.For(Draw.For("account", who), man: who is not ("host" or "clerk"));

        SignIn Make(string who, string role, string displayName, string? path = null, Guid? member = null)
        {
            var account = New(who, role, displayName, path, member);
            var password = InitialPassword.Make();
            account.PasswordHash = new PasswordHasher<Data.Account>().HashPassword(account, password);
            db.Accounts.Add(account);
            return new SignIn(who, who, displayName, path is null ? null : places[path].Name, password);
        }
    }

    private static Data.Account New(string userName, string role, string displayName, string? path, Guid? member) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = userName,
        NormalizedUserName = new UpperInvariantLookupNormalizer().NormalizeName(userName),
        DisplayName = displayName,
        Role = role,
        OrgPath = path,
        MemberId = member,
        SecurityStamp = Guid.CreateVersion7().ToString(),
        LockoutEnabled = true,
    };
}
