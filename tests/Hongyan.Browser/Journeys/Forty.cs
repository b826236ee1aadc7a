using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests;
using Hongyan.Tests.Worklist;
using Microsoft.Playwright;

namespace Hongyan.Browser.Journeys;

/// <summary>A village of which forty are away, in an installation of its own, and whoever works there.</summary>
internal sealed class Forty : IAsyncDisposable
{
    public const int Count = 40;
    private readonly List<Visit> visits = [];

    private Forty(Village village) => Village = village;

    public Village Village { get; }

    public IReadOnlyList<Sojourn> Stays { get; private set; } = [];

    /// <param name="host">Where they are announced.</param>
    public static async Task<Forty> AwayAsync(string? host = null, params SojournEvent[] happened)
    {
        var forty = new Forty(await Village.NewAsync(alone: true));
        var stays = new List<Sojourn>();
        for (var place = 1; place <= Count; place++)
            stays.Add(await forty.Village.AwayAsync(NameOf(place), host: host, happened: happened));
        forty.Stays = stays;
        return forty;
    }

    public static string NameOf(int place) => $"测试{"甲乙丙丁戊己庚辛壬癸"[(place - 1) / 4]}{"春夏秋冬"[(place - 1) % 4]}";

    public async Task<IPage> SignInAsync(string role, string org, Look look)
    {
        var name = await Village.Installation.AddAccountAsync(role, org);
        var visit = await Visit.BeginAsync(await Village.Installation.AddressAsync(), look);
        visits.Add(visit);
        await visit.SignInAsync(name, TestInstallation.Password);
        return visit.Page;
    }

    public Task<IPage> SecretaryAsync(Look look, string org = Village.Home) => SignInAsync(Roles.Secretary, org, look);

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in visits)
            await visit.DisposeAsync();
        await Village.DisposeAsync();
    }
}
