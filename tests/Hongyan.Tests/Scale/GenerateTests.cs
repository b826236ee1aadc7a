using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Scale;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Scale;

public sealed class GenerateTests(Province province) : IClassFixture<Province>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_many_are_made_as_were_ordered_on_five_levels()
    {
        await using var db = province.Installation.Db();
        Assert.Equal(Province.Size, await db.Members.CountAsync(Cancellation));
        Assert.Equal(Province.Size, await db.Sojourns.CountAsync(Cancellation));
        Assert.Equal(province.Made.Records, await db.Records.CountAsync(Cancellation));
        Assert.Equal(province.Made.Duties, await db.Duties.CountAsync(Cancellation));
        Assert.Equal(5, (await db.Organizations.Select(o => o.Path).ToListAsync(Cancellation)).Max(path => path.Split('.').Length));
        Assert.Contains(await db.Sojourns.GroupBy(s => s.MemberId).Select(group => group.Count()).ToListAsync(Cancellation), count => count > 1);
    }

    [Fact]
    public async Task Their_duties_are_those_that_writing_down_would_have_kept()
    {
        await using var db = province.Installation.Db();
        var writing = new RecordServices(province.Installation.Instance, db);
        var sojourns = await db.Sojourns.ToListAsync(Cancellation);
        var until = sojourns.ToDictionary(sojourn => sojourn.Id, sojourn => sojourn.DutiesUntil);
        var kept = (await db.Duties.ToListAsync(Cancellation)).ToLookup(duty => duty.CaseId);
        foreach (var one in await new CaseReader(db, writing.Keeping).ReadAsync(sojourns, Cancellation))
            writing.Keeping.Keep(one.Sojourn, one.Case, kept[one.Sojourn.Id], Province.Today);
        db.ChangeTracker.DetectChanges();
        Assert.DoesNotContain(db.ChangeTracker.Entries(), entry => entry.State != EntityState.Unchanged);
        Assert.All(sojourns, sojourn => Assert.Equal(until[sojourn.Id], sojourn.DutiesUntil));
    }

    [Fact]
    public async Task Each_stay_is_told_by_its_records()
    {
        await using var db = province.Installation.Db();
        var writing = new RecordServices(province.Installation.Instance, db);
        foreach (var sojourn in await db.Sojourns.AsNoTracking().ToListAsync(Cancellation))
        {
            var (state, ended, host) = (sojourn.State, sojourn.EndedOn, sojourn.HostPath);
            Assert.Null(Progress.Retell(sojourn, await writing.Recording.EventsAsync(sojourn, Cancellation), Province.Today));
            Assert.Equal((state, ended, host), (sojourn.State, sojourn.EndedOn, sojourn.HostPath));
        }
    }

    [Fact]
    public async Task The_people_are_invented()
    {
        await using var db = province.Installation.Db();
        var members = await db.Members.AsNoTracking().ToListAsync(Cancellation);
        var numbers = members.ConvertAll(member => province.Installation.Instance.Secrets.Decrypt(member.IdNumber!));
        Assert.All(numbers, number => Assert.StartsWith("99", number, StringComparison.Ordinal));
        Assert.All(numbers, number => Assert.NotNull(IdNumber.Read(number).Number));
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.All(members, member => Assert.StartsWith("1990000", member.Phone, StringComparison.Ordinal));
        Assert.True(await db.Settings.AnyAsync(setting => setting.Key == "demonstration", Cancellation));
    }

    [Fact]
    public async Task Keys_and_indexes_are_as_they_were()
    {
        await using var empty = await TestInstallation.NewAsync();
        Assert.Equal(await ShapeAsync(empty), await ShapeAsync(province.Installation));
    }

    [Fact]
    public async Task Every_column_of_a_table_that_gets_many_rows_is_sent()
    {
        await using var db = province.Installation.Db();
        foreach (var table in Tables.Generated.Union(Tables.Imported))
        {
            var columns = await db.Database.SqlQuery<string>(
                $"select column_name as \"Value\" from information_schema.columns where table_name = {table.Name} and is_generated = 'NEVER'")
                    .ToListAsync(Cancellation);
            if (table == Tables.Audit) columns = [.. columns.Except(["at", "account_id", "role", "org_path", "no", "hash"])]; // the database tells them
            Assert.Equal(columns.Order(StringComparer.Ordinal), table.Columns.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_people_and_a_filled_database_is_left_alone()
    {
        await using var other = await TestInstallation.NewAsync(Province.Today);
        Assert.Equal(province.Made, await Province.FillAsync(other));
        Assert.Equal(await PrintAsync(province.Installation), await PrintAsync(other));
        await Assert.ThrowsAsync<UserError>(() => Province.FillAsync(other));
    }

    [Fact]
    public async Task Whatever_stops_it_leaves_the_database_empty()
    {
        await using var installation = await TestInstallation.NewAsync(Province.Today);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Generating(installation.Instance).FillAsync(Province.Order, _ => stop.Cancel(), () => { }, stop.Token));
        await using var db = installation.Db();
        Assert.False(await db.Organizations.AnyAsync(Cancellation));
        Assert.False(await db.Members.AnyAsync(Cancellation));
    }

    private static async Task<List<string>> ShapeAsync(TestInstallation installation)
    {
        await using var db = installation.Db();
        return await db.Database.SqlQuery<string>($"""
            select indexdef as "Value" from pg_indexes where schemaname = 'public'
            union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
              where connamespace = 'public'::regnamespace
            order by 1
            """).ToListAsync(Cancellation);
    }

    /// <summary>Every duty and record, but not what is encrypted anew each time.</summary>
    private static async Task<List<string>> PrintAsync(TestInstallation installation)
    {
        await using var db = installation.Db();
        return await db.Database.SqlQuery<string>($"""
            select 'duty ' || md5(string_agg(d::text, '|' order by id)) as "Value" from duty d
            union all select 'record ' || md5(string_agg((to_jsonb(r) #- array['data', 'sealed'])::text, '|' order by id)) from record r
            union all select 'sojourn ' || md5(string_agg(s::text, '|' order by id)) from sojourn s
            order by 1
            """).ToListAsync(Cancellation);
    }
}
