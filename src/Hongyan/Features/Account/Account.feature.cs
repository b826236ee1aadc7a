using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Account;

internal sealed class AccountFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.Security),
        ("New", Access.Security),
        ("Confirm", Access.Confirming),
        ("Details", Access.Security),
        ("Manage", Access.Security),
        ("Rules", Access.Security),
        ("Everybody", Access.Security),
        ("Own", Access.SignedIn),
        ("Authenticator", Access.SignedIn),
        ("Codes", Access.SignedIn),
        ("SecondFactor", Access.Anonymous),
        ("ExternalSignIn", Access.Anonymous),
        ("Work", Access.SignedIn),
        ("Password", Access.SignedIn),
        ("SignOut", Access.SignedIn),
        ("SignIn", Access.Anonymous),
        ("Invitation", Access.Anonymous),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries =>
    [
        new(210, "/Account", "nav.accounts", "users", Access.Security) { Below = null },
        new(230, "/Account/Confirm", "nav.confirm", "user-check", Access.Confirming, MenuEntry.Reports),
    ];

    public override IReadOnlyList<Verb> Verbs => [new(75, LinkVerb.Create)];

    public override IReadOnlyList<Place> Places =>
    [
        new("sign-in", As.Nobody, "/Account/SignIn"),
        new("sign-in refused", As.Nobody, "/Account/SignIn", Place.Send),
        new("password", As.Home, "/Account/Password"),
        new("password refused", As.Home, "/Account/Password", Place.Send),
        new("my sign-in", As.Home, "/Account/Own"),
        new("app that shows codes", As.Home, "/Account/Authenticator"),
        new("app refused", As.Home, "/Account/Authenticator", Place.Send),
        new("sign-in rules", As.Security, "/Account/Rules"),
        new("sign-in rules refused", As.Security, "/Account/Rules", Place.Send),
        new("somebody's sign-in", As.Security, "/Account", "a[href*='/Account/Manage/']"),
        new("accounts", As.Security, "/Account"),
        new("everybody out", As.Security, "/Account/Everybody"),
        new("everybody out refused", As.Security, "/Account/Everybody", Place.Send),
        new("appointments of an account", As.Security, "/Account", "tbody th a"),
        new("appointment refused", As.Security, "/Account", "tbody th a", "#appointment .btn-primary"),
        new("new account", As.Security, "/Account/New"),
        new("new account refused", As.Security, "/Account/New", Place.Send),
        new("appointments to be confirmed", As.Audit, "/Account/Confirm"),
        new("change of role", As.Clerk, "/Account/Work"),
    ];

    public override void Services(IServiceCollection services)
    {
        Passkeys.Services(services);
        services.Configure<IdentityOptions>(options => options.Password.RequiredLength = PasswordRules.Shortest);
        services.AddScoped<IPasswordValidator<Data.Account>, PasswordRules>();
        services.AddSingleton<Tries>().AddSingleton<DecoyAccount>().AddScoped<Factors>().AddScoped<Sessions>().AddScoped<Disabling>().AddScoped<Entrance>()
            .AddScoped<KnownDevice>().AddScoped<SignInFailures>().AddScoped<Invitations>().AddScoped<LinkRequests>().AddScoped<SecondPerson>()
            .AddScoped<ToConfirm>().AddScoped<IAwaitsSecondPerson, AwaitedAccounts>();
    }
}
