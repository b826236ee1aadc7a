using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;

namespace Hongyan.Platform;

/// <summary>Who may do what, as the manifests say it: pages, their handlers, commands and jobs. What no manifest names is refused.</summary>
internal static class Access
{
    public const string Staff = "Staff";
    /// <summary>Staff that decide; a contact person does not.</summary>
    public const string Deciding = "Deciding";
    /// <summary>Deciding for the side where members are registered.</summary>
    public const string Home = "Home";
    /// <summary>Those who act for home or host, not those who look down on both.</summary>
    public const string Sides = "Sides";
    /// <summary>The home branch and its committee, who register members by hand.</summary>
    public const string Registering = "Registering";
    public const string Clerk = "Clerk";
    public const string Department = "Department";
    public const string Member = "Member";
    public const string System = "System";
    public const string Security = "Security";
    public const string Audit = "Audit";
    /// <summary>The second person for appointments and links of staff.</summary>
    public const string Confirming = "Confirming";
    /// <summary>Whoever is signed in.</summary>
    public const string SignedIn = "SignedIn";
    /// <summary>Whoever comes, signed in or not.</summary>
    public const string Anonymous = "Anonymous";
    /// <summary>Whoever has a shell on the machine.</summary>
    public const string Machine = "Machine";

    private static readonly Dictionary<string, IReadOnlyList<string>> Groups = new()
    {
        [Staff] = [Roles.Secretary, Roles.Contact, Roles.Clerk, Roles.Department, Roles.Floating],
        [Deciding] = [Roles.Secretary, Roles.Clerk, Roles.Department, Roles.Floating],
        [Home] = [Roles.Secretary, Roles.Clerk, Roles.Department],
        [Sides] = [Roles.Secretary, Roles.Contact, Roles.Clerk, Roles.Floating],
        [Registering] = [Roles.Secretary, Roles.Clerk],
        [Clerk] = [Roles.Clerk, Roles.Department],
        [Department] = [Roles.Department],
        [Member] = [Roles.Member],
        [System] = [Roles.System],
        [Security] = [Roles.Security],
        [Audit] = [Roles.Audit],
        [Confirming] = [Roles.Audit, Roles.Department],
        [Machine] = [],
    };

    // A folder with its slash, a page, or what is sent to one handler of a page, behind '#'. Of several lines the longest holds.
    private static readonly Dictionary<string, string> Pages = Manifests.All
        .SelectMany(feature => feature.Pages.Select(line => (Place: $"/{feature.Name}/{(line.Page == Feature.All ? "" : line.Page)}", line.Group)))
        .ToDictionary(line => line.Place, line => line.Group, StringComparer.Ordinal);

    // Commands run beside the pages, with the owner's role in the database: whoever may start them already holds the machine.
    // Jobs run by themselves and act for nobody.
    private static readonly Lazy<Dictionary<string, string>> Others = new(() => Manifests.All
        .SelectMany(feature => feature.Answers).Select(answer => (answer.Method + " " + answer.Address, answer.Group))
        .Concat(Manifests.Jobs.Select(job => ("job " + job.Work.Name, Machine)))
        .Concat(Manifests.Commands().Select(command => ("command " + command.Name, Machine)))
        .ToDictionary(line => line.Item1, line => line.Item2, StringComparer.Ordinal));

    public static bool Allows(string group, string? role) => role is not null && Groups[group].Contains(role);

    /// <summary>Whether a role may open a page, by its place under Features; nothing for who is not signed in.</summary>
    public static bool Opens(string page, string? role, bool isSignedIn, string? handler = null) => GroupOf(page, handler) switch
    {
        Anonymous => true,
        SignedIn => isSignedIn,
        var group => Allows(group, role),
    };

    /// <summary>The group for which something beside the pages is: a command, a job, an address.</summary>
    /// <exception cref="InvalidOperationException">No manifest names it.</exception>
    public static string Of(string what) => Others.Value.GetValueOrDefault(what) ?? throw Unnamed(what);

    public static void Table(PageConventionCollection pages)
    {
        pages.AddFolderRouteModelConvention("/", route => GroupOf(route.ViewEnginePath)); // at the start, not at the first visit
        pages.AddFolderApplicationModelConvention("/", Guard);
        foreach (var feature in Manifests.All)
        {
            foreach (var (page, address) in feature.Addresses)
                pages.AddPageRoute($"/{feature.Name}/{page}", address);
        }
    }

    public static void Answers(IEndpointRouteBuilder app)
    {
        foreach (var answer in Manifests.All.SelectMany(feature => feature.Answers))
            answer.Map(app, answer.Address).WithMetadata(For(answer.Group));
    }

    public static void Policies(IServiceCollection services) => services.AddAuthorizationBuilder()
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

    private static void Guard(PageApplicationModel page) => page.EndpointMetadata.Add(For(GroupOf(page.ViewEnginePath)));

    private static Attribute For(string group) => group switch
    {
        Anonymous => new AllowAnonymousAttribute(),
        SignedIn => new AuthorizeAttribute(),
        // without a role the attribute would let in whoever is signed in
        _ when Groups[group] is { Count: > 0 } roles => new AuthorizeAttribute { Roles = string.Join(',', roles) },
        _ => throw new InvalidOperationException($"No page is for the group {group}."),
    };

    private static string GroupOf(string page, string? handler = null) =>
        (handler is null ? null : Pages.GetValueOrDefault($"{page}#{handler}"))
        ?? Pages.GetValueOrDefault(page)
        ?? Pages.GetValueOrDefault(page[..(page.IndexOf('/', 1) + 1)])
        ?? throw Unnamed(page);

    private static InvalidOperationException Unnamed(string what) => new($"No manifest names {what}.");
}
