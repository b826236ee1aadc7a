using System.Collections.Concurrent;
using Hongyan.Browser;
using Hongyan.Features.Demo;
using Hongyan.Platform;
using Hongyan.Tests;
using Hongyan.Tests.Policy;

[assembly: AssemblyFixture(typeof(DemoInstallation))]

namespace Hongyan.Browser;

/// <summary>The demonstration county as of one day, and the way in for each of its people.</summary>
public sealed class DemoInstallation : IAsyncLifetime
{
    public const string Home = As.Home;
    public const string Host = As.Host;
    public const string Clerk = As.Clerk;
    public const string Department = As.Department;
    public const string Member = As.Member;
    public const string Operator = As.Operator;
    public const string Security = As.Security;
    public const string Audit = As.Audit;
    public const string Nobody = As.Nobody;

    public static readonly DateOnly Today = new(2026, 11, 20);

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> signedIn = new(StringComparer.Ordinal);
    private IReadOnlyList<SignIn> people = [];

    public TestInstallation Installation { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Installation = await TestInstallation.NewAsync(Today);
        people = (await Demonstrating.FillAsync(Installation.Instance, CancellationToken.None)).SignIns;
        await Laying.LayAsync(Installation, "001"); // what came with the product is read-only
    }

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    /// <summary>Who is one of the names above; everybody but <see cref="Nobody"/> is signed in.</summary>
    public async Task<Visit> VisitAsync(string who, Look look)
    {
        var address = await Installation.AddressAsync();
        return await Visit.BeginAsync(address, look, who == Nobody ? null : await CookiesAsync(who, address));
    }

    /// <summary>A sign-in that failed is tried again by the next test, so that it does not fail them all.</summary>
    private async Task<string> CookiesAsync(string who, Uri address)
    {
        try
        {
            return await signedIn.GetOrAdd(who, _ => new(() => SignInAsync(who, address))).Value;
        }
        catch
        {
            signedIn.TryRemove(who, out _);
            throw;
        }
    }

    internal SignIn Person(string who) => people.Single(person => person.Who == who);

    private async Task<string> SignInAsync(string who, Uri address)
    {
        await using var visit = await Visit.BeginAsync(address, Look.Desk);
        await visit.SignInAsync(Person(who).UserName, Person(who).Password);
        return await visit.SignedInAsync();
    }
}
