using System.Text.Json;
using AngleSharp.Html.Dom;
using Hongyan.Features.Policy;
using Hongyan.Platform.Jobs;
using Hongyan.Tests.Demo;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Policy;

/// <summary>Changes of policy on the demonstration county; each test has a county of its own.</summary>
public sealed class ChangeTests : IAsyncLifetime
{
    private const string Own = "own-001";
    private const string OtherChoice = "001.003"; // this committee has chosen a profile of its own
    private const string Contact = $"/Policy/Profiles/{Own}/Change?parameter=contact.home.interval";
    private readonly DemoInstallation demo = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await demo.InitializeAsync();
        await Laying.LayAsync(demo.Installation, "001");
    }

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task Every_change_makes_a_version_and_changes_as_many_duties_as_it_said()
    {
        using var browser = await demo.SignInAsync("department");
        await ChangeAsync(browser, "contact.home.interval", ("Input.Choice", "month"));
        await ChangeAsync(browser, "review.by", ("Input.Day", "12-15"));
        await ChangeAsync(browser, "ledger.refresh", ("Input.Choice", "month"));
        await ChangeAsync(browser, "report.member.interval", ("Input.Choice", "quarter"));
        await using var db = demo.Installation.Db();
        var versions = await db.ProfileVersions.OrderBy(version => version.Version).ToListAsync(Stop);
        Assert.Equal([1, 2, 3, 4, 5], versions.Select(version => version.Version));
        Assert.All(versions, version => Assert.Equal((Own, "001"), (version.Code, version.Owner)));
        Assert.All(versions, version => Assert.Equal("试点需要", version.Reason));
        Assert.Equal(4, await db.Audit.CountAsync(entry => entry.Act == "profile-changed" && entry.AccountId != null, Stop));
    }

    /// <summary>When a duty is missed, and what organisations owe for themselves: what comes is what was said.</summary>
    [Theory]
    [Trait("part", "night")]
    [InlineData("missed.after", "Input.Number", "5")]
    [InlineData("missed.after", "Input.Number", "90")]
    [InlineData("period.minDays.quarter", "Input.Number", "1")]
    [InlineData("sweep.by", "Input.Day", "02-15")]
    [InlineData("yearEnd.opens", "Input.Day", "11-01")]
    [InlineData("agreement.consult", "Input.Choice", "month")]
    public async Task What_a_change_says_comes_for_terms_of_missing_and_for_cases_too(string parameter, string field, string value)
    {
        using var browser = await demo.SignInAsync("department");
        await ChangeAsync(browser, parameter, (field, value));
    }

    [Fact]
    public async Task What_a_change_does_is_asked_and_done_with_as_many_statements_for_many_cases_as_for_few()
    {
        using var browser = await demo.SignInAsync("department");
        var address = $"/Policy/Profiles/{Own}/Change?parameter=sweep.by";
        await AskAsync(browser, address, ("Input.Day", "02-15"));
        using var statements = new Statements();
        await AskAsync(browser, address, ("Input.Day", "02-15"));
        var (few, job) = (Taken(), await KeptAgainAsync());
        Assert.NotEmpty(job);
        await using (var copies = demo.Installation.Instance.DataSource.CreateCommand("""
            insert into "case" select (jsonb_populate_record(c, jsonb_build_object('id', md5(c.id::text)::uuid, 'period', '1999'))).*
            from "case" c where kind = 'office-year';
            insert into case_party select (jsonb_populate_record(p, jsonb_build_object('id', md5(p.id::text)::uuid, 'case_id', c.id))).*
            from case_party p join "case" c on c.owner_id = p.owner_id and c.id = md5(p.case_id::text)::uuid
            """))
            Assert.InRange(await copies.ExecuteNonQueryAsync(Stop), 10, 2 * Reach.AtOnce);
        _ = Taken(); // what the test itself asked
        await AskAsync(browser, address, ("Input.Day", "02-15"));
        Assert.Equal(few, Taken());
        Assert.Equal(job, await KeptAgainAsync());

        List<string> Taken() => [.. statements.Take().Select(text => text.Length > 60 ? text[..60] : text).Order(StringComparer.Ordinal)];

        async Task<List<string>> KeptAgainAsync()
        {
            await using var db = demo.Installation.Db();
            var again = RecomputationJob.For(new Reach(Own, Path: null), account: null, "001", demo.Installation.Clock.GetUtcNow());
            db.BackgroundJobs.Add(again);
            await db.SaveChangesAsync(Stop);
            await (await demo.Installation.ServiceAsync<BackgroundJobs>()).Start(again.Id);
            return Taken().FindAll(text => text.StartsWith("select", StringComparison.OrdinalIgnoreCase)); // what changed is written
        }
    }

    [Fact]
    public async Task Old_results_are_not_rewritten_and_a_later_day_touches_only_what_opens_then()
    {
        var before = await DutiesAsync(settled: true);
        using var browser = await demo.SignInAsync("department");
        var confirmation = await AskAsync(browser, Contact, ("Input.Choice", "month"), ("From", "2027-01-01"));
        await browser.PostAsync(confirmation, "main form");
        await DoneAsync();
        Assert.Equal(before, await DutiesAsync(settled: true));
        await using var db = demo.Installation.Db();
        var contacts = await db.Duties.AsNoTracking().Where(duty => duty.Kind == "home-contact" && !duty.HomePath!.StartsWith(OtherChoice)).ToListAsync(Stop);
        Assert.All(contacts.Where(duty => duty.OpensOn < new DateOnly(2027, 1, 1)), duty => Assert.Matches("-[QH]", duty.Period));
        Assert.Contains(contacts, duty => duty is { Period: "2027-01", Profile: "national@1+own-001@2" });
        Assert.DoesNotContain(contacts, duty => duty.Period == "2027-Q1");
    }

    [Fact]
    public async Task Of_two_changes_confirmed_at_once_the_second_is_told_of_the_first()
    {
        await using (var slow = demo.Installation.Instance.DataSource.CreateCommand("""
            create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
            create trigger linger before insert on profile_version for each row execute function linger()
            """))
            await slow.ExecuteNonQueryAsync(Stop);
        using var one = await demo.SignInAsync("department");
        using var other = await demo.SignInAsync("department");
        var confirmations = (await AskAsync(one, Contact, ("Input.Choice", "month")),
            await AskAsync(other, $"/Policy/Profiles/{Own}/Change?parameter=ledger.refresh", ("Input.Choice", "month")));

        await Task.WhenAll(one.PostAsync(confirmations.Item1, "main form"), other.PostAsync(confirmations.Item2, "main form"));

        Assert.Single(new[] { one.Path, other.Path }, path => path.EndsWith("/Confirm", StringComparison.Ordinal));
        Assert.All([one, other], browser => Assert.Equal(System.Net.HttpStatusCode.OK, browser.Status));
        await using var db = demo.Installation.Db();
        Assert.Equal(2, await db.ProfileVersions.MaxAsync(version => version.Version, Stop));
        await DoneAsync();
    }

    [Fact]
    public async Task An_organisation_gets_another_profile_and_all_below_it_follow()
    {
        var before = await DutiesAsync();
        using var browser = await demo.SignInAsync("department");
        var index = await browser.GetAsync("/Policy");
        var confirmation = await browser.PostAsync(index, "#choose ~ .card form", ("Organization", "001.001"), ("Profile", "report-e"), ("Reason", "试点需要"));
        Assert.Equal("/Policy/Choose", browser.Path);
        var told = Told(confirmation);
        Assert.True(told > 0);
        await browser.PostAsync(confirmation, "main form");
        await DoneAsync();
        Assert.Equal(told, Changed(before, await DutiesAsync()));
        await using var db = demo.Installation.Db();
        Assert.Equal("report-e", (await db.Organizations.FindAsync(["001.001"], Stop))!.Profile);
    }

    private async Task ChangeAsync(TestBrowser browser, string parameter, (string Name, string Value) value)
    {
        var before = await DutiesAsync();
        var confirmation = await AskAsync(browser, $"/Policy/Profiles/{Own}/Change?parameter={parameter}", value);
        Assert.EndsWith("/Confirm", browser.Path, StringComparison.Ordinal);
        Assert.Equal(before, await DutiesAsync());
        await browser.PostAsync(confirmation, "main form");
        await DoneAsync();
        Assert.Equal(Told(confirmation), Changed(before, await DutiesAsync()));
    }

    internal static async Task<IHtmlDocument> AskAsync(TestBrowser browser, string address, params (string Name, string Value)[] values) =>
        await browser.PostAsync(await browser.GetAsync(address), "main form", [.. values, ("Reason", "试点需要")]);

    private static int Told(IHtmlDocument confirmation) =>
        int.Parse(confirmation.QuerySelector("main .alert strong")!.TextContent.Split(' ') is [_, var count, ..] ? count : "0",
            System.Globalization.CultureInfo.InvariantCulture);

    private static int Changed(Dictionary<Guid, string> before, Dictionary<Guid, string> after) =>
        before.Keys.Union(after.Keys).Count(id => before.GetValueOrDefault(id) != after.GetValueOrDefault(id));

    /// <summary>Without the profile under which a duty got its dates: of those that keep them it can be another now.</summary>
    private static string Said(Data.KeptDuty duty)
    {
        var json = JsonSerializer.SerializeToNode(duty)!.AsObject();
        json.Remove(nameof(Data.KeptDuty.Profile));
        return json.ToJsonString();
    }

    private async Task<Dictionary<Guid, string>> DutiesAsync(bool settled = false)
    {
        await using var db = demo.Installation.Db();
        return await db.Duties.AsNoTracking().Where(duty => !settled || duty.DoneOn != null || duty.MootOn != null)
            .ToDictionaryAsync(duty => duty.Id, Said, Stop);
    }

    private async Task DoneAsync()
    {
        await using var db = demo.Installation.Db();
        var jobs = await demo.Installation.ServiceAsync<BackgroundJobs>();
        foreach (var job in await RecomputationJob.Unfinished(db).ToListAsync(Stop))
            await jobs.Start(job.Id);
    }
}
