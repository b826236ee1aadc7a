using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Import;
using Hongyan.Features.Policy;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Tests.Policy;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Operation;

/// <summary>Work beside the pages fails where everybody sees it, and starts again when a person says so. Here duties cannot be written for a while.</summary>
public sealed class JobTests : IAsyncLifetime
{
    private const string Broken = """
        create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no space left' using errcode = '53100'; end $$;
        create trigger refuse before insert or update or delete on duty for each row execute function refuse()
        """;
    private const string Mended = "drop trigger refuse on duty; drop function refuse";

    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync(alone: true);

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_job_that_fails_keeps_its_reason_and_only_a_person_starts_it_again()
    {
        await village.AwayAsync("周甲一");
        await Laying.LayAsync(village.Installation, Village.County);
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var confirmation = await ChangeTests.AskAsync(browser, "/Policy/Profiles/own-001/Change?parameter=contact.home.interval", ("Input.Choice", "month"));
        await SqlAsync(Broken);
        var page = await browser.PostAsync(confirmation, "main form");
        var failed = await OverAsync(nameof(RecomputationJob));
        Assert.Equal(BackgroundJob.Failed, failed.State);
        Assert.Contains("磁盘已满", failed.Reason, StringComparison.Ordinal);

        for (var look = 0; look < 2; look++)
        {
            page = await browser.GetAsync($"/Policy/Recomputing/{failed.Id}");
            Assert.Contains("磁盘已满", page.QuerySelector("main .alert-danger")!.TextContent, StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("meta[http-equiv=refresh]"));
        }
        await browser.GetAsync("/Policy");
        Assert.Equal(failed.StartedAt, (await OverAsync(nameof(RecomputationJob))).StartedAt);
        using var operation = await village.Installation.SignInAsync(Roles.System);
        var requested = (await operation.GetAsync("/Operation")).QuerySelector("#requested tbody tr")!.TextContent;
        Assert.Contains("政策修改后更新任务", requested, StringComparison.Ordinal);
        Assert.Contains("磁盘已满", requested, StringComparison.Ordinal);
        using var foreigner = await village.Installation.SignInAsync(Roles.Department, "009");
        await foreigner.GetAsync($"/Policy/Recomputing/{failed.Id}");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, foreigner.Status);

        await SqlAsync(Mended);
        await browser.PostAsync(await browser.GetAsync($"/Policy/Recomputing/{failed.Id}"), "main form");
        var done = await OverAsync(nameof(RecomputationJob));
        Assert.Equal((BackgroundJob.Done, null), (done.State, done.Reason));
        await browser.GetAsync($"/Policy/Recomputing/{failed.Id}");
        Assert.Equal("/Policy/Profiles/own-001", browser.Path);
        await using var db = village.Installation.Db();
        Assert.True(await db.Duties.AnyAsync(duty => duty.Kind == "home-contact" && duty.Profile == "national@1+own-001@2", Stop));
    }

    [Fact]
    public async Task The_system_administrator_starts_a_failed_job_again()
    {
        var failed = Job(BackgroundJob.Failed, "以前的原因 / an earlier reason");
        await AddAsync(failed);
        using var browser = await village.Installation.SignInAsync(Roles.System);
        await browser.PostAsync(await browser.GetAsync("/Operation"), "#requested form");
        Assert.Equal(BackgroundJob.Done, (await OverAsync(nameof(RecomputationJob))).State);
        await using var db = village.Installation.Db();
        Assert.True(await db.Audit.AnyAsync(entry => entry.Act == "job-restarted" && entry.Subject == failed.Id.ToString(), Stop));
    }

    [Fact]
    public async Task After_a_restart_what_was_cut_short_goes_on_and_what_had_failed_does_not()
    {
        var (failed, cut, waiting, stopped) = (Job(BackgroundJob.Failed, "以前的原因 / an earlier reason"), Job(BackgroundJob.Running), Job(BackgroundJob.Waiting),
            Job(BackgroundJob.Stopped));
        var import = new BackgroundJob
        {
            Id = Guid.CreateVersion7(),
            Kind = nameof(ImportJob),
            State = BackgroundJob.Running,
            AskedAt = village.Installation.Clock.GetUtcNow(),
        };
        await AddAsync(failed, cut, waiting, stopped, import);
        await (await village.Installation.ServiceAsync<BackgroundJobs>()).Resumed;
        await using var db = village.Installation.Db();
        var states = await db.BackgroundJobs.Where(job => !job.Scheduled).ToDictionaryAsync(job => job.Id, Stop);
        Assert.Equal((BackgroundJob.Failed, failed.Reason, null), (states[failed.Id].State, states[failed.Id].Reason, states[failed.Id].StartedAt));
        Assert.Equal((BackgroundJob.Done, BackgroundJob.Done, BackgroundJob.Stopped),
            (states[cut.Id].State, states[waiting.Id].State, states[stopped.Id].State));
        Assert.Equal(BackgroundJob.Failed, states[import.Id].State);
        Assert.Contains("服务器停止", states[import.Id].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_waits_or_has_failed_can_be_stopped_and_looking_at_it_starts_nothing()
    {
        var jobs = await village.Installation.ServiceAsync<BackgroundJobs>();
        var (waiting, failed) = (Job(BackgroundJob.Waiting), Job(BackgroundJob.Failed, "x"));
        await AddAsync(waiting, failed);
        await jobs.StopJobAsync(waiting.Id, Stop);
        await jobs.StopJobAsync(failed.Id, Stop);
        await jobs.Start(waiting.Id);
        await using var db = village.Installation.Db();
        Assert.All(await db.BackgroundJobs.Where(job => !job.Scheduled).ToListAsync(Stop),
            job => Assert.Equal((BackgroundJob.Stopped, null), (job.State, job.StartedAt)));
    }

    [Fact]
    public async Task A_turn_of_a_schedule_that_fails_is_kept_and_a_person_can_have_the_next_one_now()
    {
        await village.AwayAsync("周甲一");
        await SqlAsync("update sojourn set duties_until = '2020-01-01'; " + Broken.Replace("on duty", "on sojourn", StringComparison.Ordinal));
        using var browser = await village.Installation.SignInAsync(Roles.System);
        const string row = "form[action*=NightlyDuties]";
        var page = await TurnAsync(browser, row);
        Assert.Equal(BackgroundJob.Failed, (await OverAsync(nameof(NightlyDuties))).State);
        page = await browser.GetAsync("/Operation");
        Assert.Contains("上次运行失败", page.QuerySelector(row)!.Closest("tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("磁盘已满", page.QuerySelector(row)!.Closest("tr")!.TextContent, StringComparison.Ordinal);

        await SqlAsync(Mended.Replace("on duty", "on sojourn", StringComparison.Ordinal));
        var before = await OverAsync(nameof(NightlyDuties));
        await TurnAsync(browser, row);
        while (await OverAsync(nameof(NightlyDuties)) is { State: not BackgroundJob.Done }) await Task.Delay(50, Stop);
        page = await browser.GetAsync("/Operation");
        Assert.Contains("正常", page.QuerySelector(row)!.Closest("tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("最近一次失败", page.QuerySelector(row)!.Closest("tr")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before.FailedAt, (await OverAsync(nameof(NightlyDuties))).FailedAt);
    }

    private static async Task<IHtmlDocument> TurnAsync(TestBrowser browser, string form) => await browser.PostAsync(await browser.GetAsync("/Operation"), form);

    private BackgroundJob Job(string state, string? reason = null)
    {
        var job = RecomputationJob.For(new Reach("national", Path: null), account: null, Village.County, village.Installation.Clock.GetUtcNow());
        (job.State, job.Reason) = (state, reason);
        return job;
    }

    private async Task AddAsync(params BackgroundJob[] jobs)
    {
        await using var db = village.Installation.Db();
        db.BackgroundJobs.AddRange(jobs);
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>The newest job of a kind, when it is over.</summary>
    private async Task<BackgroundJob> OverAsync(string kind)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            await using var db = village.Installation.Db();
            if (await db.BackgroundJobs
                .AsNoTracking()
                .Where(job => job.Kind == kind)
                .OrderByDescending(job => job.AskedAt)
                .FirstOrDefaultAsync(Stop) is { IsOver: true } job)
                return job;
            await Task.Delay(50, Stop);
        }
        throw new TimeoutException(kind);
    }

    private async Task SqlAsync(string sql)
    {
        await using var command = village.Installation.Instance.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
