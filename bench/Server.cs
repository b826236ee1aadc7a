using System.Net;
using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hongyan.Bench;

/// <summary>Somebody who is signed in: his account's cookie.</summary>
internal sealed record Visitor(string OrgPath, string Cookie);

/// <summary>The whole application on a free port of this machine.</summary>
internal sealed class Server : IAsyncDisposable
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private readonly WebApplication app;
    private readonly World world;

    private Server(WebApplication app, World world, Uri address) => (this.app, this.world, Address) = (app, world, address);

    public Uri Address { get; }

    public static async Task<Server> StartAsync(World world, CancellationToken cancellation)
    {
        var built = Web.Build(world.Installation, "http://127.0.0.1:0");
        await built.StartAsync(cancellation);
        return new Server(built, world, AddressOf(built));
    }

    public static Uri AddressOf(WebApplication built) =>
        new(built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>One for each organisation, with an account that is made when it is missing and in which nobody can sign in otherwise.</summary>
    public async Task<List<Visitor>> SignInAsync(string role, IEnumerable<string> paths, CancellationToken cancellation)
    {
        await using var db = world.Installation.OpenDb();
        var form = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        var visitors = new List<Visitor>();
        foreach (var path in paths)
        {
            var name = $"bench-{role}-{path}";
            if (await db.Accounts.FirstOrDefaultAsync(one => one.UserName == name, cancellation) is not { } account)
            {
                account = new Data.Account
                {
                    Id = Guid.CreateVersion7(),
                    UserName = name,
                    NormalizedUserName = name.ToUpperInvariant(),
                    DisplayName = "度量",
                    SecurityStamp = Guid.CreateVersion7().ToString(),
                };
                db.Accounts.Add(account);
                new Appointments(db, world.Installation.Clock).AddConfirmed(account.Id, role, path, madeBy: null);
                await db.SaveChangesAsync(cancellation);
            }
            var now = world.Installation.Clock.GetUtcNow();
            var session = new AccountSession
            {
                Id = Guid.CreateVersion7(),
                AccountId = account.Id,
                StartedAt = now,
                SeenAt = now,
                How = "password",
                Browser = "bench",
            };
            db.AccountSessions.Add(session);
            await db.SaveChangesAsync(cancellation);
            var appointment = await db.Appointments.FirstAsync(one => one.AccountId == account.Id, cancellation);
            var ticket = new AuthenticationTicket(Actor.Principal(account, appointment, Scheme, session.Id),
                new AuthenticationProperties
                {
                    IssuedUtc = world.Installation.Clock.GetUtcNow(),
                    ExpiresUtc = world.Installation.Clock.GetUtcNow().AddHours(8),
                },
                Scheme);
            visitors.Add(new Visitor(path, $"{form.Cookie.Name}={form.TicketDataFormat.Protect(ticket)}"));
        }
        return visitors;
    }

    /// <summary>A client that keeps no cookies, follows nothing and unpacks nothing.</summary>
    public static HttpClient Client(Uri address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = World.Connections,
    })
    { BaseAddress = address };

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
