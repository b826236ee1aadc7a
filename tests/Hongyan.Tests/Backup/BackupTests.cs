using System.IO.Compression;
using System.Security.Cryptography;
using Hongyan.Features.Auditing;
using Hongyan.Features.Backup;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Npgsql;

namespace Hongyan.Tests.Backup;

public sealed class BackupTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("hongyan-backup-").FullName;
    private Village village = null!;

    private string File => Path.Combine(directory, "county.zip");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync(alone: true);
        await village.AwayAsync("测试甲", host: Village.Host, happened: [new ReportedIn { On = new(2026, 2, 1) }, new Placed { On = new(2026, 2, 3), Organization = Village.Host }]);
        await village.AwayAsync("测试乙");
        await village.House.AddAccountAsync(Roles.Secretary, Village.Home);
        await new AuditChain(village.House.Installation).SealAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await village.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Every_table_comes_back_as_it_was_and_the_audit_log_is_whole()
    {
        await BackUpAsync();
        await using var other = await EmptyAsync();
        await RestoreAsync(other);
        var before = await ContentAsync(village.House.Installation);
        Assert.Contains(before, table => table.Value != "0");
        Assert.Equal(before, await ContentAsync(other.Installation));
        var (faults, sound) = await new AuditChain(other.Installation).VerifyAsync(Cancellation);
        Assert.Empty(faults);
        Assert.True(sound > 0);
    }

    [Fact]
    public async Task A_backup_made_while_people_write_is_one_moment_and_comes_back()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
                await village.AwayAsync($"测试丙{i}");
        }, Cancellation);
        await BackUpAsync();
        await stop.CancelAsync();
        await writing;
        await using var other = await EmptyAsync();
        await RestoreAsync(other); // a record without its sojourn would break a foreign key
    }

    [Fact]
    public async Task Somebody_elses_key_is_refused()
    {
        await BackUpAsync();
        var key = Path.GetTempFileName();
        await System.IO.File.WriteAllBytesAsync(key, RandomNumberGenerator.GetBytes(Secrets.KeySize), Cancellation);
        await using var other = await TestHouse.NewAsync(Village.Today, key);
        System.IO.File.Delete(key);
        var refused = await Assert.ThrowsAsync<UserError>(() => RestoreAsync(other));
        Assert.Contains("--key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_installation_with_people_in_it_is_refused()
    {
        await BackUpAsync();
        await Assert.ThrowsAsync<UserError>(() => RestoreAsync(village.House));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.3)]
    public async Task A_broken_file_is_refused_before_anything_is_touched(double at)
    {
        await BackUpAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Cancellation);
        foreach (ref var one in bytes.AsSpan((int)(bytes.Length * at), 64)) // longer than what an archive may differ in without harm
            one ^= 0x55;
        await System.IO.File.WriteAllBytesAsync(File, bytes, Cancellation);
        await Assert.ThrowsAsync<UserError>(() => BackupReader.CheckAsync(File, Cancellation));
    }

    [Fact]
    public async Task A_changed_table_with_a_sound_archive_is_refused()
    {
        await BackUpAsync();
        await using (var archive = await ZipFile.OpenAsync(File, ZipArchiveMode.Update, Cancellation))
        {
            archive.GetEntry("tables/member.copy")!.Delete();
            await using var entry = await archive.CreateEntry("tables/member.copy").OpenAsync(Cancellation);
            await entry.WriteAsync("nothing"u8.ToArray(), Cancellation);
        }
        await Assert.ThrowsAsync<UserError>(() => BackupReader.CheckAsync(File, Cancellation));
    }

    [Fact]
    public async Task A_night_keeps_the_newest_fourteen()
    {
        for (var night = 0; night < 16; night++)
        {
            village.House.Clock.MoveTo(Village.Today.AddDays(night));
            await NightlyBackup.WriteAsync(village.House.Installation, Cancellation);
        }
        var kept = Directory.GetFiles(NightlyBackup.DirectoryOf(village.House.Installation));
        Assert.Equal(14, kept.Length);
        Assert.DoesNotContain(kept, file => file.Contains("2026-05-11", StringComparison.Ordinal));
    }

    private Task BackUpAsync() => new BackupWriter(village.House.Installation).WriteAsync(File, progress: null, Cancellation);

    private async Task RestoreAsync(TestHouse house) =>
        await new BackupReader(house.Installation).ReadAsync(File, await BackupReader.CheckAsync(File, Cancellation), progress: null, Cancellation);

    /// <summary>An empty installation with the same key.</summary>
    private Task<TestHouse> EmptyAsync() => TestHouse.NewAsync(Village.Today, Path.Combine(village.House.Installation.DataDirectory, Installation.KeyFile));

    /// <summary>For each table a hash over all its rows.</summary>
    private static async Task<Dictionary<string, string>> ContentAsync(Installation house)
    {
        await using var connection = await house.DataSource.OpenConnectionAsync(Cancellation);
        var content = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, _) in await Tables.InOrderAsync(connection, Cancellation))
        {
            await using var command = new NpgsqlCommand($"select coalesce(md5(string_agg(t::text, E'\n' order by t::text)), '0') from {Tables.Quoted(table)} t", connection);
            content[table] = (string)(await command.ExecuteScalarAsync(Cancellation))!;
        }
        return content;
    }
}
