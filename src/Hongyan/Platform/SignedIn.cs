using Hongyan.Data;
using Hongyan.Platform.Forms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Platform;

/// <summary>Passwords and passkeys by ASP.NET Core Identity, everything else by one cookie with our own claims.</summary>
internal static class SignedIn
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The cookie of somebody whose password was right and whose second factor is still to come.</summary>
    private const string HalfWay = "half-way";
    private static readonly TimeSpan HalfWayLife = TimeSpan.FromMinutes(5);

    /// <summary>A session ends by itself after so long an idleness, and after the longest time in any case.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Works in the appointment chosen last, or else in the first that holds today.</summary>
    public static async Task CookieAsync(HttpContext context, Account account, Guid? session)
    {
        var held = await context.RequestServices.GetRequiredService<Appointments>().OfAsync(account.Id, context.RequestAborted);
        await context.SignInAsync(Scheme, Actor.Principal(account, held.Find(one => one.Id == account.WorksIn) ?? held.FirstOrDefault(), Scheme, session));
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    public static Task BeginHalfWayAsync(HttpContext context, Account account, string how) =>
        context.SignInAsync(HalfWay, Actor.Principal(account, appointment: null, HalfWay),
            new AuthenticationProperties(new Dictionary<string, string?> { ["how"] = how }));

    public static Task EndHalfWayAsync(HttpContext context) => context.SignOutAsync(HalfWay);

    /// <summary>Who has come half way, and how; nobody when it was too long ago.</summary>
    public static async Task<(Actor Actor, string How)?> HalfWayAsync(HttpContext context) =>
        await context.AuthenticateAsync(HalfWay) is { Succeeded: true } half ? (new Actor(half.Principal), half.Properties.GetString("how")!) : null;

    public static void Services(IServiceCollection services, Installation installation)
    {
        services.AddIdentityCore<Account>(options =>
        {
            options.User.AllowedUserNameCharacters = ""; // any, for names are often Chinese
            options.Password.RequiredUniqueChars = 0;
            options.Password.RequireDigit = options.Password.RequireLowercase =
                options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        }).AddEntityFrameworkStores<HongyanDb>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = installation.Options.PasswordRounds);
        services.AddScoped<SecondFactorRule>().AddScoped<Appointments>();

        var schemes = services.AddAuthentication(Scheme).AddCookie(Scheme, options =>
        {
            Keep(options, installation, "hongyan");
            options.LoginPath = "/Account/SignIn";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = Longest;
            options.SlidingExpiration = false;
            options.Events.OnValidatePrincipal = StillHolds;
            options.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            // a proxy may stand before us
            options.Events.OnRedirectToLogin = away => ToSignInAsync(away.HttpContext, new Uri(away.RedirectUri).PathAndQuery, options);
        }).AddCookie(HalfWay, options =>
        {
            Keep(options, installation, "hongyan-half");
            options.ExpireTimeSpan = HalfWayLife;
            options.SlidingExpiration = false;
        });
        ExternalSignIn.Services(schemes, installation);
        Access.Policies(services);
    }

    /// <summary>Whose role demands a second factor that his session has not shown sees nothing but the way to set one up.</summary>
    public static Task FactorFirst(HttpContext context, RequestDelegate next) =>
        context.Items.ContainsKey(typeof(SecondFactorRule)) && !SecondFactorRule.IsOnTheWay(context.Request.Path)
            ? LeadTo(context, SecondFactorRule.Way, SecondFactorRule.Way)
            : next(context);

    /// <summary>What was posted after the session's end is kept, and the way back leads to the form filled with it.</summary>
    private static async Task ToSignInAsync(HttpContext context, string address, CookieAuthenticationOptions options)
    {
        var kept = await KeptForms.AfterSessionAsync(context);
        if (context.Request.Headers.ContainsKey(KeptForms.SavingHeader))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            await LeadTo(context, kept is null ? address : options.LoginPath + QueryString.Create(options.ReturnUrlParameter, kept.Filled).Add("kept", "true"),
                options.LoginPath);
    }

    /// <summary>A part of a page cannot show another one: the whole page goes there.</summary>
    private static Task LeadTo(HttpContext context, string address, string whole)
    {
        if (context.Request.Headers.ContainsKey("HX-Request"))
            context.Response.Headers["HX-Redirect"] = whole;
        else
            context.Response.Redirect(address);
        return Task.CompletedTask;
    }

    private static void Keep(CookieAuthenticationOptions options, Installation installation, string name)
    {
        Cookies.Keep(installation, options.Cookie, name);
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
    }

    /// <summary>
    /// A changed password ends every open session of the account; so does "sign out everywhere", the switch that disables it, too long an
    /// idleness, and the end of the appointment it works in.
    /// </summary>
    private static async Task StillHolds(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (db, now) = (services.GetRequiredService<HongyanDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var actor = new Actor(context.Principal);
        var today = ChinaDate.Of(now);
        var found = (await db.Database.SqlQuery<HeldSession>($"""
            select started_at as "StartedAt", seen_at as "SeenAt", factor as "Factor", rule as "Rule"
            from session_held({actor.SessionId}::uuid, {actor.AccountId}::uuid, {actor.Stamp}::text, {actor.AppointmentId}::uuid, {today})
            """).ToListAsync(context.HttpContext.RequestAborted)).SingleOrDefault();
        if (found is null || now - found.SeenAt > Idle || now - found.StartedAt > Longest)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
            return;
        }
        if (now - found.SeenAt > TimeSpan.FromMinutes(1))
        {
            await db.AccountSessions.Where(session => session.Id == actor.SessionId)
                .ExecuteUpdateAsync(session => session.SetProperty(one => one.SeenAt, now), CancellationToken.None);
        }
        if (found.Factor is null && SecondFactorRule.Demands(found.Rule, actor.Role))
            context.HttpContext.Items[typeof(SecondFactorRule)] = true;
    }

    /// <param name="Rule">Which roles must show a second factor.</param>
    private sealed record HeldSession(DateTimeOffset StartedAt, DateTimeOffset SeenAt, string? Factor, string? Rule);
}
