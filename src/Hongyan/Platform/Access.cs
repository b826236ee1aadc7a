using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Hongyan.Platform;

/// <summary>Who may do what: the one table that says it, for pages, their handlers, commands and jobs. What it does not name is refused.</summary>
internal static class Access
{
    public const string Staff = "Staff";
    /// <summary>Staff that decide; a contact person does not.</summary>
    public const string Deciding = "Deciding";
    /// <summary>Deciding for the side where members are registered.</summary>
    public const string Home = "Home";
    /// <summary>Those who act for home or host, not those who look down on both.</summary>
    public const string Sides = "Sides";
    public const string Clerk = "Clerk";
    public const string Department = "Department";
    public const string Member = "Member";
    public const string System = "System";
    public const string Security = "Security";
    public const string Audit = "Audit";
    /// <summary>The second person for appointments and links of staff.</summary>
    public const string Confirming = "Confirming";
    /// <summary>Whoever is signed in.</summary>
    public const string Everybody = "Everybody";
    /// <summary>Whoever comes, signed in or not.</summary>
    public const string Anybody = "Anybody";
    /// <summary>Whoever has a shell on the machine.</summary>
    public const string Machine = "Machine";

    private static readonly Dictionary<string, IReadOnlyList<string>> Groups = new()
    {
        [Staff] = [Roles.Secretary, Roles.Contact, Roles.Clerk, Roles.Department, Roles.Floating],
        [Deciding] = [Roles.Secretary, Roles.Clerk, Roles.Department, Roles.Floating],
        [Home] = [Roles.Secretary, Roles.Clerk, Roles.Department],
        [Sides] = [Roles.Secretary, Roles.Contact, Roles.Clerk, Roles.Floating],
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
    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        ["/Account/Index"] = Security,
        ["/Account/New"] = Security,
        ["/Account/Confirm"] = Confirming,
        ["/Account/Details"] = Security,
        ["/Account/Manage"] = Security,
        ["/Account/Rules"] = Security,
        ["/Account/Everybody"] = Security,
        ["/Account/Own"] = Everybody,
        ["/Account/Authenticator"] = Everybody,
        ["/Account/Codes"] = Everybody,
        ["/Account/SecondFactor"] = Anybody,
        ["/Account/ExternalSignIn"] = Anybody,
        ["/Account/Work"] = Everybody,
        ["/Account/Password"] = Everybody,
        ["/Account/SignOut"] = Everybody,
        ["/Account/SignIn"] = Anybody,
        ["/Account/Invitation"] = Anybody,
        ["/Auditing/"] = Audit,
        ["/Batch/"] = Staff,
        ["/Batch/Feedback"] = Deciding,
        ["/Branches/"] = Clerk,
        ["/Caring/"] = Staff,
        ["/Certificates/"] = Staff,
        ["/Certificates/Seal"] = Clerk,
        ["/Certificates/Keys"] = Clerk,
        ["/Certificates/Ranges"] = Department,
        ["/Conversion/"] = Deciding,
        ["/Correspondence/"] = Staff,
        ["/Correspondence/Acknowledge"] = Sides,
        ["/Correspondence/New"] = Deciding,
        ["/Drafts/"] = Everybody, // each his own
        ["/Dues/Index"] = Staff,
        ["/Dues/Pay"] = Deciding,
        ["/Dues/Set"] = Home,
        ["/Dues/Reduction"] = Home,
        ["/Dues/Decision"] = Home,
        ["/Dues/Reductions"] = Home,
        ["/Dues/Calculator"] = Everybody,
        ["/Dues/Receipt"] = Everybody, // staff in scope, and the member his own
        ["/Education/"] = Staff,
        ["/Errors/"] = Anybody,
        ["/Home/Index"] = Everybody,
        ["/Home/Language"] = Anybody,
        ["/Home/Theme"] = Anybody,
        ["/Import/"] = Home,
        ["/Lists/"] = Staff,
        ["/Meetings/"] = Staff,
        ["/Meetings/New"] = Deciding,
        ["/Meetings/Edit"] = Deciding,
        ["/Meetings/Details#Cancel"] = Deciding,
        ["/Members/"] = Staff,
        ["/Members/Account"] = Home,
        ["/Members/Correction"] = Home,
        ["/Members/Corrections"] = Home,
        ["/Members/Departure"] = Home,
        ["/Mine/"] = Member,
        ["/Notices/"] = Staff,
        ["/Notices/New"] = Home,
        ["/Notices/Details#"] = Home,
        ["/Notices/Details#Told"] = Home,
        ["/Operation/"] = System,
        ["/Papers/"] = Staff,
        ["/Policy/"] = Everybody,
        ["/Policy/Change"] = Department,
        ["/Policy/Confirm"] = Department,
        ["/Policy/Choose"] = Department,
        ["/Policy/Recomputing"] = Department,
        ["/Reception/"] = Deciding,
        ["/Reception/Place"] = Clerk,
        ["/Records/"] = Staff,
        ["/Records/Organization"] = Deciding,
        ["/Reports/"] = Staff,
        ["/Returns/"] = Home,
        ["/Search/"] = Staff,
        ["/SetUp/"] = Anybody,
        ["/Stations/Index"] = Anybody,
        ["/Stations/Manage"] = Clerk,
        ["/Stations/Edit"] = Clerk,
        ["/Transfers/"] = Deciding,
        ["/Verify/"] = Anybody,
        ["/Worklist/"] = Staff,
    };

    // Commands run beside the pages, with the owner's role in the database: whoever may start them already holds the machine.
    // Jobs run by themselves and act for nobody.
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["GET /health/live"] = Anybody,
        ["GET /health/ready"] = Anybody,
        ["command serve"] = Machine,
        ["command demo"] = Machine,
        ["command import"] = Machine,
        ["command report"] = Machine,
        ["command duties"] = Machine,
        ["command backup"] = Machine,
        ["command restore"] = Machine,
        ["command audit"] = Machine,
        ["command keys"] = Machine,
        ["command verify"] = Machine,
        ["command rebuild"] = Machine,
        ["command generate"] = Machine,
        ["command cluster"] = Machine,
        ["command rules"] = Machine,
        ["command trace"] = Machine,
        ["job NightlyDuties"] = Machine,
        ["job StandingCount"] = Machine,
        ["job NightlyBackup"] = Machine,
        ["job NightlyKeys"] = Machine,
        ["job DraftRetention"] = Machine,
        ["job AuditSealing"] = Machine,
        ["job RecomputationJob"] = Machine,
        ["job ProblemReportJob"] = Machine,
        ["job ImportJob"] = Machine,
        ["job DatabaseWatch"] = Machine,
    };

    public static bool Allows(string group, string? role) => role is not null && Groups[group].Contains(role);

    /// <summary>Whether a role may open a page, by its place under Features; nothing for who is not signed in.</summary>
    public static bool Opens(string page, string? role, bool isSignedIn, string? handler = null) => GroupOf(page, handler) switch
    {
        Anybody => true,
        Everybody => isSignedIn,
        var group => Allows(group, role),
    };

    /// <summary>The group for which something beside the pages is: a command, a job, an address.</summary>
    /// <exception cref="InvalidOperationException">No line names it.</exception>
    public static string Of(string what) => Others.GetValueOrDefault(what) ?? throw Unnamed(what);

    public static void Table(PageConventionCollection pages)
    {
        pages.AddFolderRouteModelConvention("/", route => GroupOf(route.ViewEnginePath)); // at the start, not at the first visit
        pages.AddFolderApplicationModelConvention("/", Guard);
        pages.AddPageRoute("/Mine/CheckIn", "/CheckIn/{code?}");
    }

    public static void Policies(IServiceCollection services) => services.AddAuthorizationBuilder()
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

    private static void Guard(PageApplicationModel page)
    {
        var group = GroupOf(page.ViewEnginePath);
        page.EndpointMetadata.Add(group switch
        {
            Anybody => new AllowAnonymousAttribute(),
            Everybody => new AuthorizeAttribute(),
            _ => new AuthorizeAttribute { Roles = string.Join(',', Groups[group]) },
        });
    }

    private static string GroupOf(string page, string? handler = null) =>
        (handler is null ? null : Pages.GetValueOrDefault($"{page}#{handler}"))
        ?? Pages.GetValueOrDefault(page)
        ?? Pages.GetValueOrDefault(page[..(page.IndexOf('/', 1) + 1)])
        ?? throw Unnamed(page);

    private static InvalidOperationException Unnamed(string what) => new($"No line of the table of who may do what names {what}.");
}
