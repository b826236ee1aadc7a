using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Platform;

internal static class Roles
{
    public const string Secretary = "secretary";
    public const string Clerk = "clerk";
    public const string Department = "department";
    public const string Member = "member";
    public const string Administrator = "administrator";
}

/// <summary>Who may do what: the one place that says it.</summary>
internal static class Access
{
    public const string Staff = "Staff";
    /// <summary>Those who act for home or host, not those who look down on both.</summary>
    public const string Sides = "Sides";
    public const string Clerk = "Clerk";
    public const string Department = "Department";
    public const string Member = "Member";
    public const string Administrator = "Administrator";

    private static readonly Dictionary<string, string[]> RolesByPolicy = new()
    {
        [Staff] = [Roles.Secretary, Roles.Clerk, Roles.Department],
        [Sides] = [Roles.Secretary, Roles.Clerk],
        [Clerk] = [Roles.Clerk, Roles.Department],
        [Department] = [Roles.Department],
        [Member] = [Roles.Member],
        [Administrator] = [Roles.Administrator],
    };

    public static bool Allows(string policy, string? role) => role is not null && RolesByPolicy[policy].Contains(role);

    /// <summary>A folder that is not named here is open to everybody who is signed in.</summary>
    public static void Folders(PageConventionCollection pages)
    {
        foreach (var folder in new[] { "/Worklist", "/Members", "/Lists", "/Search", "/Records", "/Certificates", "/Import", "/Reports", "/Correspondence", "/Conversion", "/Transfers", "/Papers", "/Meetings", "/Notices", "/Education", "/Reception", "/Returns" })
            pages.AuthorizeFolder(folder, Staff);
        foreach (var page in new[] { "/Dues/Index", "/Dues/Pay", "/Dues/Set", "/Dues/Reduction", "/Dues/Decision", "/Dues/Reductions" })
            pages.AuthorizePage(page, Staff); // the calculator and one's own receipts are for everybody
        pages.AuthorizeFolder("/Caring", Staff);
        pages.AddPageRoute("/Mine/CheckIn", "/CheckIn/{code?}");
        pages.AuthorizeFolder("/Branches", Clerk);
        pages.AuthorizePage("/Certificates/Seal", Clerk);
        pages.AuthorizePage("/Certificates/Keys", Clerk);
        pages.AuthorizePage("/Certificates/Ranges", Department);
        pages.AuthorizePage("/Stations/Manage", Clerk);
        pages.AuthorizePage("/Stations/Edit", Clerk);
        pages.AuthorizePage("/Reception/Place", Clerk);
        pages.AuthorizeFolder("/Mine", Member);
        foreach (var page in new[] { "/Policy/Change", "/Policy/Confirm", "/Policy/Choose", "/Policy/Recomputing" })
            pages.AuthorizePage(page, Department);
        pages.AuthorizePage("/Correspondence/Acknowledge", Sides);
        pages.AuthorizePage("/Account/Index", Administrator);
        pages.AuthorizePage("/Account/New", Administrator);
        pages.AuthorizePage("/Account/Rules", Administrator);
        pages.AuthorizePage("/Account/Manage", Administrator);

        foreach (var folder in new[] { "/Errors", "/SetUp", "/Verify" })
            pages.AllowAnonymousToFolder(folder);
        foreach (var page in new[] { "/Account/SignIn", "/Account/SecondFactor", "/Account/Elsewhere", "/Account/Invitation", "/Stations/Index", "/Home/Language", "/Home/Theme" })
            pages.AllowAnonymousToPage(page);
    }

    public static void Policies(IServiceCollection services)
    {
        var builder = services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var (name, roles) in RolesByPolicy)
            builder.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireRole(roles));
    }
}
