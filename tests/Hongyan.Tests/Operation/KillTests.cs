using System.Collections.Concurrent;
using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Operation;

/// <summary>Server and database are killed while people write: what was acknowledged is there, once, and the duties follow from it.</summary>
[Trait("part", "night")]
public sealed class KillTests : IAsyncLifetime
{
    private const int Writers = 3;
    private const int Stays = 12;

    // HONGYAN_KILLS=50 for the long run
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("HONGYAN_KILLS") ?? "4", CultureInfo.InvariantCulture);

    private readonly string data = Directory.CreateTempSubdirectory("hongyan-kill-").FullName;
    private readonly ConcurrentBag<Guid> acknowledged = [];
    private readonly ConcurrentBag<Guid> sent = [];
    private readonly List<Sojourn> stays = [];
    private readonly Random random = new(20_261_121);
    private string[] secretaries = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var installation = await OpenAsync();
        var village = await Village.InAsync(TestInstallation.Of(installation));
        for (var number = 0; number < Stays; number++)
            stays.Add(await village.AwayAsync($"测试{number}"));
        secretaries = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => village.Installation.AddAccountAsync(Roles.Secretary, Village.Home)));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(data, recursive: true);
        return default;
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_once_however_often_server_and_database_are_killed()
    {
        using var server = new ServerProcess(data, ServerProcess.FreePort());
        await server.StartAsync(Stop);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writers = secretaries.Select(name => WriteAsync(server.Address, name, end.Token)).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            await MoreAsync(1, writers); // or a slow machine would be killed before anything is written
            await Task.Delay(random.Next(0, 1500), Stop);
            if (kill % 2 == 0)
            {
                await server.KillAsync();
                await server.StartAsync(Stop);
            }
            else
            {
                server.KillDatabase();
                await Task.Delay(200, Stop);
                await server.ReadyAsync(Stop);
            }
        }
        await MoreAsync(Writers, writers);
        await end.CancelAsync();
        await Task.WhenAll(writers);
        await server.KillAsync();
        await CheckAsync();
    }

    /// <summary>Waits until so many more acts are acknowledged.</summary>
    private async Task MoreAsync(int count, List<Task> writers)
    {
        for (var before = acknowledged.Count; acknowledged.Count < before + count; await Task.Delay(20, Stop))
            Assert.DoesNotContain(writers, writer => writer.IsCompleted);
    }

    private async Task CheckAsync()
    {
        await using var installation = await OpenAsync();
        await using var db = installation.OpenDb();
        var written = await db.Records.Where(r => r.Type == "contact").Select(r => r.Id).ToListAsync(Stop);
        Assert.Empty(acknowledged.Except(written));
        Assert.Equal(written.Count, written.Distinct().Count());
        Assert.Empty(written.Except(sent));
        Assert.Equal(written.Count, await db.Audit.CountAsync(entry => entry.Act == "contact", Stop));

        var kept = await DutiesAsync(db);
        await db.Duties.Where(duty => duty.CaseKind == "sojourn").ExecuteDeleteAsync(Stop);
        await db.Sojourns.ExecuteUpdateAsync(set => set.SetProperty(s => s.DutiesUntil, (DateOnly?)null), Stop);
        await new DutyRenewal(installation).RunAsync(progress: null, Stop);
        Assert.Equal(kept, await DutiesAsync(db));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {sent.Count} sent, {acknowledged.Count} acknowledged, {written.Count} written");
    }

    /// <summary>Logs one contact after the other; what is not answered is sent again until it is, as people do.</summary>
    private async Task WriteAsync(Uri address, string name, CancellationToken end)
    {
        TestBrowser? browser = null;
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            var stay = stays[(number + name[^1]) % Stays];
            try
            {
                browser ??= await TestBrowser.SignedInAsync(address, name, TestInstallation.Password);
                var form = await browser.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type=contact&side=home");
                var id = Guid.Parse(form.QuerySelector("main form input[name=Id]")!.GetAttribute("value")!);
                sent.Add(id);
                while (!end.IsCancellationRequested)
                {
                    if (await IsTakenAsync(browser, form, id))
                    {
                        acknowledged.Add(id);
                        break;
                    }
                    await Task.Delay(100, CancellationToken.None);
                }
            }
            // no answer, or an error page without the form
            catch (Exception error) when (error is HttpRequestException or InvalidOperationException or NullReferenceException)
            {
                browser?.Dispose(); // perhaps it was killed before it let him in
                browser = null;
                await Task.Delay(100, CancellationToken.None);
            }
        }
        browser?.Dispose();
    }

    private static async Task<bool> IsTakenAsync(TestBrowser browser, AngleSharp.Html.Dom.IHtmlDocument form, Guid id)
    {
        try
        {
            var page = await browser.PostAsync(form, "main form", ("Values[topics]", "work"), ("Values[content]", $"电话联系 {id:N}"));
            return page.QuerySelector(".alert-success") is not null;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<List<string>> DutiesAsync(HongyanDb db) =>
        [.. (await db.Duties.AsNoTracking().Where(d => d.CaseKind == "sojourn")
                .OrderBy(d => d.CaseId).ThenBy(d => d.Kind).ThenBy(d => d.Period).ToListAsync(Stop))
            .Select(d => $"{d.CaseId} {d.Kind} {d.Period} {d.OpensOn} {d.DueOn} {d.DoneOn} {d.OwedBy}")];

    private Task<Installation> OpenAsync() =>
        Installation.OpenAsync(new InstallationOptions(data, Port: 0, TestCluster.RepositoryRoot, Database: null), Stop);
}
