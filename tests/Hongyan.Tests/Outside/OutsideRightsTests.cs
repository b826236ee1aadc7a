using System.Net;
using Hongyan.Platform;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Tests.Outside;

/// <summary>Who enters, corrects and reads: by the pages, and by PostgreSQL whatever a page forgets.</summary>
public sealed class OutsideRightsTests : IAsyncLifetime
{
    private const string Entry = "insert into outside_organization (id, name, key, level, region_unknown, no_phone, account_id, recorded_at) "
        + "values (gen_random_uuid(), 'x', 'x', 'branch', 'x', true, nullif(current_setting('hongyan.account', true), '')::uuid, now()) returning name";

    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData(Roles.Secretary, Village.Home, true, false)]
    [InlineData(Roles.Contact, Village.Home, false, false)]
    [InlineData(Roles.Clerk, Village.HomeCommittee, true, true)]
    [InlineData(Roles.Department, Village.County, true, true)]
    public async Task Branches_enter_committees_correct_and_all_staff_read(string role, string org, bool enters, bool corrects)
    {
        var id = await village.Installation.KeepAsync("稻香乡党委");
        using var browser = await village.Installation.SignInAsync(role, org);
        Assert.Single((await browser.GetAsync("/Outside")).QuerySelectorAll("main tbody tr"));
        await browser.GetAsync("/Outside/" + id);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.GetAsync("/Outside/Edit");
        Assert.Equal(enters ? HttpStatusCode.OK : HttpStatusCode.Forbidden, browser.Status);
        foreach (var address in new[] { "/Outside/Edit?id=" + id, $"/Outside/{id}/Merge" })
        {
            await browser.GetAsync(address);
            Assert.Equal(corrects ? HttpStatusCode.OK : HttpStatusCode.Forbidden, browser.Status);
        }
        var actor = Acting.As(role, org);
        Assert.Equal(enters ? "x" : null, await AskAsync(actor, Entry));
        Assert.Equal(corrects ? "稻香乡党委" : null, await AskAsync(actor, "update outside_organization set fax = '1' where name = '稻香乡党委' returning name"));
        Assert.Null(await AskAsync(actor, "delete from outside_organization returning name"));
    }

    [Theory]
    [InlineData(Roles.System)]
    [InlineData(Roles.Security)]
    [InlineData(Roles.Audit)]
    public async Task Administrators_read_nothing_of_it(string role)
    {
        var id = await village.Installation.KeepAsync("稻香乡党委");
        using var browser = await village.Installation.SignInAsync(role);
        await browser.GetAsync("/Outside");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.GetAsync("/Outside/" + id);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Null(await AskAsync(Acting.As(role), "select name from outside_organization"));
        Assert.Null(await AskAsync(Acting.As(role), Entry));
    }

    [Fact]
    public async Task A_guest_reads_the_entry_of_his_own_home_through_its_mergings_and_no_other()
    {
        var (own, root, other) = (await village.Installation.KeepAsync("稻香乡党委"), await village.Installation.KeepAsync("望乡镇党委"),
            await village.Installation.KeepAsync("云岭县党委"));
        var stay = await village.GuestAsync(host: Village.Host);
        await using (var db = village.Installation.Db())
            await db.Sojourns.Where(one => one.Id == stay.Id).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.HomeOutside, own).SetProperty(one => one.HomeWords, (string?)null), Stop);
        using var browser = await village.Installation.SignInAsync(Roles.Member, memberId: stay.MemberId);
        var page = await browser.GetAsync("/Outside/" + own);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("稻香乡党委", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#rests"));
        foreach (var hidden in new[] { root, other })
        {
            await browser.GetAsync("/Outside/" + hidden);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
        await browser.GetAsync("/Outside");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);

        await using (var db = village.Installation.Db())
            await db.OutsideOrganizations.Where(one => one.Id == own).ExecuteUpdateAsync(set => set.SetProperty(one => one.MergedInto, root), Stop);
        await browser.GetAsync("/Outside/" + root);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        using var stranger = await village.Installation.SignInAsync(Roles.Member, memberId: (await village.AwayAsync("测试甲")).MemberId);
        await stranger.GetAsync("/Outside/" + own);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task Nobody_makes_one_entry_point_to_another_without_an_act_that_two_confirmed()
    {
        await village.Installation.KeepAsync("稻香乡党委");
        var into = await village.Installation.KeepAsync("望乡镇党委");
        Assert.Null(await AskAsync(Acting.As(Roles.Department, Village.County),
            $"update outside_organization set merged_into = '{into}' where name = '稻香乡党委' returning name"));
        Assert.Null(await AskAsync(Acting.As(Roles.Department, Village.County),
            "insert into outside_act (id, kind, entry_id, into_id, asked_by, asked_at, asked_path, reason, confirmed_by, confirmed_at) "
            + $"select gen_random_uuid(), 'outside-merged', id, '{into}', current_setting('hongyan.account')::uuid, now(), '001', 'x', "
            + "gen_random_uuid(), now() from outside_organization where name = '稻香乡党委' returning kind"));
    }

    [Fact]
    public async Task The_last_word_is_kept_by_staff_and_only_moved_on()
    {
        var id = await village.Installation.KeepAsync("稻香乡党委");
        var secretary = Acting.As(Roles.Secretary, Village.Host);
        foreach (var day in new[] { "2026-05-01", "2026-04-01" })
        {
            Assert.Equal("2026-05-01", await AskAsync(secretary,
                $"select outside_word('{id}', '{day}'); select last_word_on::text from outside_organization where id = '{id}'", commits: true));
        }
        await AskAsync(Acting.As(Roles.Audit), $"select outside_word('{id}', '2026-05-09'); select 'x'", commits: true);
        Assert.Equal(new DateOnly(2026, 5, 1), (await village.Installation.OneAsync(id)).LastWordOn);
    }

    /// <summary>The last answer; nothing where there is none, or where it is refused for want of a right.</summary>
    private async Task<string?> AskAsync(Actor actor, string sql, bool commits = false)
    {
        await using var connection = await village.Installation.Instance.PageSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var command = new NpgsqlCommand($"{RequestTransaction.ScopeOf(actor)}; {sql}", connection);
        string? last = null;
        try
        {
            await using var reader = await command.ExecuteReaderAsync(Stop);
            do
            {
                while (await reader.ReadAsync(Stop))
                    last = reader.GetValue(0) as string ?? last;
            }
            while (await reader.NextResultAsync(Stop));
        }
        catch (PostgresException refused)
        {
            Assert.True(refused.SqlState is "42501" or "23514", refused.MessageText);
            return null;
        }
        if (commits)
            await transaction.CommitAsync(Stop);
        return last;
    }
}
