using AngleSharp.Html.Dom;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Features.Batch;
using Hongyan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hongyan.Tests;

/// <summary>An installation for tests: real database, real application on a free port.</summary>
public sealed class TestInstallation : IAsyncDisposable
{
    public const string Password = "synthetic-password";

    // One for all, for with each key Entity Framework learns the model anew.
    private static readonly byte[] UsualKey = RandomNumberGenerator.GetBytes(Secrets.KeySize);

    // of a password that takes long to try, most tests would wait more than they test
    private const int FewRounds = 100;

    // What an application counts by itself, and not by address, stays far from its limits.
    private const int MostGuests = 100;

    private static readonly ConcurrentStack<TestInstallation> Free = [];

    private readonly SemaphoreSlim starting = new(1);
    private static int guests;
    private int guestsLeft;
    private string? from;
    private WebApplication? app;
    private Uri? address;

    private TestInstallation(Installation installation, TestClock clock)
    {
        Instance = installation;
        Clock = clock;
    }

    /// <summary>An installation opened elsewhere, whose owner disposes of it.</summary>
    public static TestInstallation Of(Installation installation) => new(installation, new TestClock());

    public Installation Instance { get; }

    public TestClock Clock { get; }

    /// <param name="today">The day it is in that installation; without one, the real day.</param>
    /// <param name="key">The key file it has; without one, the usual key.</param>
    /// <param name="provider">Where people may sign in instead.</param>
    /// <param name="passwordRounds">How often it hashes a password.</param>
    /// <param name="like">The database of an installation that is no more, to begin with what it held.</param>
    /// <param name="auditCopy">Where it keeps a second copy of where the audit log ends.</param>
    /// <param name="httpsOnly">Whether it answers only what came by https to the proxy in front.</param>
    public static async Task<TestInstallation> NewAsync(
        DateOnly? today = null, string? key = null, IdentityProvider? provider = null, string? like = null, bool httpsOnly = false,
        int passwordRounds = FewRounds, string? auditCopy = null)
    {
        var database = await TestCluster.NewDatabaseAsync(like);
        var directory = Directory.CreateTempSubdirectory("hongyan-installation-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(directory, Installation.KeyFile), key is null ? UsualKey : await File.ReadAllBytesAsync(key));
        var clock = new TestClock();
        var options = new InstallationOptions(directory, Port: 0, TestCluster.RepositoryRoot, database, Provider: provider, HttpsOnly: httpsOnly,
            PageDatabase: TestCluster.AsPages(database), PasswordRounds: passwordRounds, AuditCopy: auditCopy);
        var installation = new TestInstallation(new Installation(options, database, clock), clock);
        clock.Moved += ahead => TestMoment.Move(installation.Instance.DataSource, ahead);
        if (today is { } day) clock.MoveTo(day);
        return installation;
    }

    /// <summary>
    /// An installation in which others may have been, emptied, for starting an application and its pages takes longer than most tests. Whoever
    /// tests a start, or what an application remembers by itself, has a new one.
    /// </summary>
    /// <param name="today">The day it is in that installation; without one, the real day.</param>
    public static async Task<TestInstallation> LentAsync(DateOnly? today = null)
    {
        if (Free.TryPop(out var installation)) await installation.EmptyAsync();
        else installation = await NewAsync();
        installation.guestsLeft = (installation.guestsLeft == 0 ? MostGuests : installation.guestsLeft) - 1;
        var guest = Interlocked.Increment(ref guests);
        installation.from = $"198.19.{guest / 250 % 250}.{guest % 250}"; // limits of one address are each guest's own
        if (today is { } day) installation.Clock.MoveTo(day);
        else installation.Clock.BeReal();
        return installation;
    }

    /// <summary>The end of all installations that wait for another guest.</summary>
    public static async Task EndAllAsync()
    {
        while (Free.TryPop(out var installation)) await installation.EndAsync();
    }

    /// <summary>The database as its owner, without scope.</summary>
    public HongyanDb Db() => Instance.OpenDb();

    /// <summary>The database as pages sign in to it, still without scope.</summary>
    public HongyanDb PageDb() => Instance.OpenPageDb();

    /// <summary>A plain client with cookies of its own that follows no redirect.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = await AddressAsync() };
        if (from is not null) client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        return client;
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    public async Task<TestBrowser> BrowserAsync() => new(await ClientAsync());

    /// <summary>A browser in which a new account of that role is signed in. A missing organisation is made.</summary>
    public async Task<TestBrowser> SignInAsync(string role, string? orgPath = null, Guid? memberId = null) =>
        await SignInAsAsync(await AddAccountAsync(role, orgPath, memberId));

    /// <summary>A browser in which an account that is there is signed in.</summary>
    public async Task<TestBrowser> SignInAsAsync(string userName)
    {
        var browser = await BrowserAsync();
        var page = await browser.GetAsync("/Account/SignIn");
        await browser.PostAsync(page, "main form", ("UserName", userName), ("Password", Password));
        return browser;
    }

    /// <summary>The user name of the new account; its password is <see cref="Password"/>.</summary>
    public async Task<string> AddAccountAsync(string role, string? orgPath = null, Guid? memberId = null)
    {
        await using var db = Db();
        if (orgPath is not null) await AddOrganizationAsync(orgPath);
        var id = Guid.CreateVersion7();
        var name = $"{role}-{id:N}";
        var account = new Data.Account
        {
            Id = id,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = name[..(role.Length + 4)],
            MemberId = memberId,
            SecurityStamp = Guid.CreateVersion7().ToString(),
            LockoutEnabled = true,
        };
        var rounds = Options.Create(new PasswordHasherOptions { IterationCount = Instance.Options.PasswordRounds });
        account.PasswordHash = new PasswordHasher<Data.Account>(rounds).HashPassword(account, Password);
        db.Accounts.Add(account);
        var scope = Roles.OfOrganizations.Contains(role) ? orgPath : null;
        new Appointments(db, Clock).AddConfirmed(id, role, scope, madeBy: null, new DateOnly(2001, 1, 1));
        await db.SaveChangesAsync();
        return name;
    }

    /// <summary>A further appointment of an account that is there.</summary>
    public async Task AppointAsync(string userName, string role, string? orgPath = null, DateOnly? from = null, DateOnly? until = null)
    {
        await using var db = Db();
        if (orgPath is not null) await AddOrganizationAsync(orgPath);
        var account = await db.Accounts.SingleAsync(one => one.UserName == userName);
        new Appointments(db, Clock).AddConfirmed(account.Id, role, orgPath, madeBy: null, from ?? new DateOnly(2002, 1, 1), until);
        await db.SaveChangesAsync();
    }

    /// <summary>An audit administrator confirms the first thing that waits; the link he is shown.</summary>
    public async Task<string> ConfirmAsync() => (await SecondPersonAsync()).QuerySelector(".once")!.TextContent;

    /// <summary>A second person confirms what waits first, or declines it.</summary>
    public async Task<IHtmlDocument> SecondPersonAsync(string form = "main form")
    {
        using var audit = await SignInAsync(Roles.Audit);
        return await audit.PostAsync(await audit.GetAsync("/Account/Confirm"), form);
    }

    /// <summary>Leaves an organisation alone that is there.</summary>
    public async Task AddOrganizationAsync(string path, string? name = null, string kind = "branch")
    {
        await using var db = Db();
        if (await db.Organizations.AnyAsync(organization => organization.Path == path)) return;
        db.Organizations.Add(new Organization { Path = path, Name = name ?? $"测试组织 {path}", Kind = kind });
        await db.SaveChangesAsync();
    }

    /// <summary>A service of the running application.</summary>
    public async Task<T> ServiceAsync<T>()
        where T : notnull
    {
        await AddressAsync();
        return app!.Services.GetRequiredService<T>();
    }

    public async Task<Uri> AddressAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (address is not null) return address;
            app = Web.Build(Instance, "http://127.0.0.1:0");
            await app.StartAsync();
            app.Services.GetRequiredService<BatchJob>().Patience = TimeSpan.FromMinutes(1); // a busy machine shows its progress sooner than it ends
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            return address = new Uri(addresses.Addresses.Single());
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (guestsLeft > 0) Free.Push(this);
        else await EndAsync();
    }

    private async Task EmptyAsync()
    {
        await TestCluster.EmptyAsync(Instance.DataSource);
        var data = new DirectoryInfo(Instance.DataDirectory);
        foreach (var file in data.EnumerateFiles().Where(file => file.Name != Installation.KeyFile)) file.Delete();
        foreach (var part in data.EnumerateDirectories().Where(part => part.FullName != Web.CookieKeys(Instance).FullName)) part.Delete(recursive: true);
    }

    private async Task EndAsync()
    {
        if (app is not null)
        {
            await app.StopAsync(); // what runs by schedule writes files into the directory
            await app.DisposeAsync();
        }
        await Instance.DisposeAsync();
        starting.Dispose();
        Directory.Delete(Instance.DataDirectory, recursive: true);
    }
}
