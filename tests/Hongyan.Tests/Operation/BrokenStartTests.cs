using System.Globalization;
using System.Security.Cryptography;
using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Tests.Operation;

/// <summary>A start that finds something broken says so in a sentence and leaves everything as it found it.</summary>
[Trait("part", "night")]
public sealed class BrokenStartTests : IDisposable
{
    private const string State = """
        select md5(concat(
          (select string_agg(concat_ws(' ', table_name, column_name, data_type), ',' order by table_name, column_name) from information_schema.columns
            where table_schema = 'public'),
          (select string_agg(number::text, ',' order by number) from migration),
          (select string_agg(concat_ws(' ', key, value), ',' order by key) from setting)))
        """;

    private readonly string data = Directory.CreateTempSubdirectory("hongyan-broken-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Key => Path.Combine(data, Installation.KeyFile);

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_migration_that_fails_takes_back_those_before_it_and_is_named()
    {
        await using var source = NpgsqlDataSource.Create(await TestCluster.NewDatabaseAsync());
        await ExecuteAsync(source, "delete from migration");
        Migrator.Step good = new(1, "Some.Place._9001_good.sql", () => "create table good (one integer)");
        Migrator.Step bad = new(2, "Some.Place._9002_bad.sql", () => "create table bad (one integer); select 1 / 0;");
        var refused = await Assert.ThrowsAsync<UserError>(() => Migrator.MigrateAsync(source, [good, bad], Cancellation));
        Assert.Contains("9002_bad", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("0 t t",
            await OneAsync(source, "select concat_ws(' ', count(*), to_regclass('good') is null, to_regclass('bad') is null) from migration"));
    }

    [Fact]
    public async Task A_half_applied_migration_is_named_and_left_as_it_is()
    {
        var database = await TestCluster.NewDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, "delete from migration where number >= 24"); // what they made is there, their lines are not
        var before = await OneAsync(source, State);
        (await StartAsync(database)).IsRefusal("0024_encrypted");
        Assert.Equal(before, await OneAsync(source, State));
    }

    [Fact]
    public async Task The_database_of_a_newer_program_is_refused()
    {
        var database = await TestCluster.NewDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, "insert into migration (number, name) values (9999, 'later')");
        var before = await OneAsync(source, State);
        (await StartAsync(database)).IsRefusal("9999");
        Assert.Equal(before, await OneAsync(source, State));
    }

    [Fact]
    public async Task A_lost_damaged_foreign_or_older_key_is_refused_and_never_replaced()
    {
        var database = await TestCluster.NewDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        Assert.Equal(0, (await StartAsync(database)).Code);
        var first = await File.ReadAllBytesAsync(Key, Cancellation);
        var before = await OneAsync(source, State);

        File.Delete(Key);
        (await StartAsync(database)).IsRefusal(Key);
        Assert.False(File.Exists(Key));
        foreach (var wrong in new[] { [], first[..16], RandomNumberGenerator.GetBytes(32) })
        {
            await File.WriteAllBytesAsync(Key, wrong, Cancellation);
            (await StartAsync(database)).IsRefusal(Key);
            Assert.Equal(wrong, await File.ReadAllBytesAsync(Key, Cancellation));
        }
        Assert.Equal(before, await OneAsync(source, State));

        await KeepAsync([.. first, .. RandomNumberGenerator.GetBytes(32)], source); // a key was added
        await File.WriteAllBytesAsync(Key, first, Cancellation);
        (await StartAsync(database)).IsRefusal(Key);
    }

    [Fact]
    public async Task A_database_from_before_keys_were_marked_gets_no_new_key_either()
    {
        var database = await TestCluster.NewDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, "insert into audit_entry (id, at, act) values (gen_random_uuid(), now(), 'test')");
        (await StartAsync(database)).IsRefusal(Key);
        Assert.False(File.Exists(Key));
    }

    [Theory]
    [InlineData("regions.json")]
    [InlineData("profiles")]
    [InlineData("clauses")]
    [InlineData("calendar")]
    public void A_damaged_policy_file_is_named(string part)
    {
        foreach (var file in Directory.EnumerateFiles(Installation.PolicyDirectory, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(data, Path.GetRelativePath(Installation.PolicyDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var damaged = Path.Combine(data, part);
        if (Directory.Exists(damaged)) damaged = Directory.EnumerateFiles(damaged).First();
        File.WriteAllText(damaged, File.ReadAllText(damaged)[..100]);
        var refused = Assert.Throws<UserError>(() => PolicyLibrary.Read(data));
        Assert.Contains(damaged, refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, refused.ExitCode);
    }

    [Fact]
    public async Task A_damaged_key_of_cookies_is_named()
    {
        var keys = Directory.CreateDirectory(Path.Combine(data, "keys")).FullName;
        var file = Path.Combine(keys, "key-1.xml");
        await File.WriteAllTextAsync(file, "<key id=\"1\"", Cancellation);
        (await CommandOutcome.ByAsync(["serve", "--data", data, "--port", $"{ServerProcess.FreePort()}"], await TestCluster.NewDatabaseAsync()))
            .IsRefusal(file);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_said()
    {
        (await StartAsync("Host=127.0.0.1;Port=1;Username=hongyan;Database=hongyan")).IsRefusal("127.0.0.1");
        (await StartAsync("no connection string")).IsRefusal("HONGYAN_DATABASE");
    }

    [Fact]
    public async Task A_damaged_backup_leaves_no_new_installation_behind()
    {
        var (backup, target) = (Path.Combine(data, "county.zip"), Path.Combine(data, "new"));
        Assert.Equal(0, (await CommandOutcome.ByAsync(["backup", backup, "--data", data], await TestCluster.NewDatabaseAsync())).Code);
        var whole = await File.ReadAllBytesAsync(backup, Cancellation);
        await File.WriteAllBytesAsync(backup, whole[..(whole.Length / 2)], Cancellation);
        (await CommandOutcome.ByAsync(["restore", backup, "--key", Key, "--data", target])).IsRefusal();
        Assert.False(Directory.Exists(target));

        await File.WriteAllBytesAsync(backup, whole, Cancellation);
        var foreign = Path.Combine(data, "foreign.key");
        await File.WriteAllBytesAsync(foreign, RandomNumberGenerator.GetBytes(32), Cancellation);
        (await CommandOutcome.ByAsync(["restore", backup, "--key", foreign, "--data", target])).IsRefusal("--key");
        Assert.False(Directory.Exists(target));

        var empty = await TestCluster.NewDatabaseAsync();
        Assert.Equal(0, (await CommandOutcome.ByAsync(["restore", backup, "--key", Key, "--data", target], empty)).Code);
        Assert.Equal(0, (await CommandOutcome.ByAsync(["audit", "verify", "--data", target], empty)).Code);
    }

    [Fact]
    public async Task A_damaged_data_directory_is_said_and_works_again_once_it_is_whole()
    {
        Assert.Equal(0, (await StartAsync(database: null)).Code);
        var cluster = Path.Combine(data, "postgres");
        var ours = Directory.GetDirectories(Path.Combine(cluster, "base")).MaxBy(one => int.Parse(Path.GetFileName(one), CultureInfo.InvariantCulture))!;
        var catalog = Directory.GetFiles(ours, "1259").Single();
        foreach (var file in new[]
        {
            Path.Combine(cluster, "PG_VERSION"),
            Path.Combine(cluster, "global", "pg_control"),
            Path.Combine(ours, "PG_VERSION"),
            catalog,
        })
        {
            var aside = Path.Combine(data, "aside");
            File.Move(file, aside);
            (await StartAsync(database: null)).IsRefusal();
            Assert.False(File.Exists(Path.Combine(cluster, "postmaster.pid")), $"Without {file} a server was left running.");
            File.Move(aside, file, overwrite: true);
        }
        Assert.Equal(0, (await StartAsync(database: null)).Code);
    }

    private Task<CommandOutcome> StartAsync(string? database) => CommandOutcome.ByAsync(["audit", "verify", "--data", data], database);

    private async Task KeepAsync(byte[] keys, NpgsqlDataSource source)
    {
        await File.WriteAllBytesAsync(Key, keys, Cancellation);
        var key = new InstallationKey(Key);
        key.CheckForm();
        await key.EnsureAsync(source, Cancellation);
        await key.KeepAsync(source, Cancellation);
    }

    private static async Task<string> OneAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
