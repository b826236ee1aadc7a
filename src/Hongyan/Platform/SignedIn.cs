using System.Security.Claims;
using Hongyan.Data;
using Hongyan.Features.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Platform;

/// <summary>Passwords by ASP.NET Core Identity, everything else by one cookie with our own claims.</summary>
internal static class SignedIn
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static Task BeginAsync(HttpContext context, Account account) =>
        context.SignInAsync(Scheme, Actor.Principal(account, Scheme));

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    public static void Services(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options =>
        {
            options.User.AllowedUserNameCharacters = ""; // any, for names are often Chinese
            options.Password.RequiredLength = 10;
            options.Password.RequireDigit = options.Password.RequireLowercase =
                options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        }).AddEntityFrameworkStores<HongyanDb>();

        services.AddAuthentication(Scheme).AddCookie(Scheme, options =>
        {
            options.Cookie.Name = "hongyan";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/Account/SignIn";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = StillHolds;
            options.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToLogin = away =>
            {
                // a part of a page cannot show the sign-in page: the whole page goes there
                if (away.Request.Headers.ContainsKey("HX-Request"))
                    away.Response.Headers["HX-Redirect"] = options.LoginPath.Value;
                else
                    away.Response.Redirect(new Uri(away.RedirectUri).PathAndQuery); // a proxy may stand before us
                return Task.CompletedTask;
            };
        });
        services.AddScoped<Invitations>();
        Access.Policies(services);
    }

    /// <summary>A changed password, role or organisation ends every open session of the account.</summary>
    private static async Task StillHolds(CookieValidatePrincipalContext context)
    {
        var actor = new Actor(context.Principal);
        var db = context.HttpContext.RequestServices.GetRequiredService<HongyanDb>();
        var stamp = await db.Accounts.Where(account => account.Id == actor.AccountId).Select(account => account.SecurityStamp)
            .FirstOrDefaultAsync(context.HttpContext.RequestAborted);
        if (stamp is not null && stamp == actor.Stamp) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
