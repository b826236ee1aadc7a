using System.Text.Json;
using Hongyan.Data;
using Hongyan.Features.Policy;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Records;

/// <summary>A new version of a profile makes new duties and never rewrites old results.</summary>
public sealed class SettledTests : IAsyncLifetime
{
    private static readonly DateOnly Placed = new(2026, 2, 2);
    private static readonly DateOnly Named = new(2026, 2, 13);
    private Village village = null!;
    private Sojourn sojourn = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync(alone: true);
        sojourn = await village.AwayAsync("测试甲", host: Village.Host, happened:
        [
            new ReportedIn { On = new DateOnly(2026, 1, 20) },
            new Placed { On = Placed },
            new ContactPersonNamed { On = Named, By = Side.Host, Person = "测试乙" },
        ]);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_later_record_leaves_what_was_settled_under_the_old_policy()
    {
        var before = await village.DutyAsync(sojourn, "verify-and-place");
        await TightenAsync();
        await AddAsync(new Feedback { On = Village.Today, From = Side.Host });
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await village.DutyAsync(sojourn, "verify-and-place")));
        Assert.Equal("national@2", (await village.DutyAsync(await village.AwayAsync("测试丙"), "report-in")).Profile);
    }

    [Fact]
    public async Task What_is_still_open_follows_the_new_policy()
    {
        var other = await village.AwayAsync("测试丁", host: Village.Host, happened: [new ReportedIn { On = Village.Today }]);
        await TightenAsync();
        await AddAsync(new Contact { On = Village.Today, By = Side.Home }, other);
        var open = await village.DutyAsync(other, "verify-and-place");
        Assert.Equal((Village.Today.AddDays(1), "national@2"), (open.DueOn, open.Profile));
    }

    [Fact]
    public async Task When_its_closing_record_is_corrected_the_duty_is_told_anew()
    {
        await TightenAsync();
        var record = (await village.RecordsAsync(sojourn, "placed")).Single();
        await using var db = village.Installation.Db();
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        var held = (await recording.HoldAsync(sojourn.MemberId, sojourn.Id, Stop))!;
        Assert.True(await recording.WriteAsync(held, [new Entry(Guid.CreateVersion7(), new Placed { On = Placed.AddDays(2) }, record.Id)], Stop));
        await recording.SaveAsync(Stop);
        var told = await village.DutyAsync(sojourn, "verify-and-place");
        Assert.Equal((new DateOnly(2026, 1, 21), Placed.AddDays(2), "national@2"), (told.DueOn, told.DoneOn, told.Profile));
    }

    [Fact]
    public async Task A_recomputation_that_a_restart_cut_short_goes_on_at_the_start()
    {
        await using var db = village.Installation.Db();
        await TightenAsync();
        var begun = RecomputationJob.For(new Reach("national", Path: null), account: null, orgPath: null, village.Installation.Clock.GetUtcNow());
        begun.State = BackgroundJob.Running;
        db.BackgroundJobs.Add(begun);
        await db.SaveChangesAsync(Stop);
        await (await village.Installation.ServiceAsync<BackgroundJobs>()).Resumed;
        Assert.Equal(BackgroundJob.Done, (await db.BackgroundJobs.AsNoTracking().SingleAsync(job => job.Id == begun.Id, Stop)).State);
    }

    /// <summary>Placement within a day from now on and always.</summary>
    private async Task TightenAsync()
    {
        await using var db = village.Installation.Db();
        var layer = village.Installation.Instance.Policy.Layers["national"];
        var parameter = Parameters.PlacementWithin.Name;
        layer = layer with
        {
            Version = 2,
            Values = [.. layer.Values.Select(value => value.Parameter == parameter ? value with { Value = JsonElement.Parse("\"1 days\"") } : value)],
        };
        db.ProfileVersions.Add(new ProfileVersion
        {
            Code = "national",
            Version = 2,
            Body = layer.Write(),
            Reason = "试点需要",
            RecordedAt = village.Installation.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Stop);
    }

    private async Task AddAsync(SojournEvent happened, Sojourn? to = null)
    {
        await using var db = village.Installation.Db();
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        to = (await recording.HoldAsync((to ?? sojourn).MemberId, (to ?? sojourn).Id, Stop))!;
        Assert.True(await recording.AddAsync(to, [happened], Stop));
        await recording.SaveAsync(Stop);
    }
}
