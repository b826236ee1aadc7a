using System.IO.Compression;
using System.Security.Cryptography;
using Hongyan.Features.Auditing;
using Hongyan.Features.Backup;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Tests.Backup;

[Trait("part", "night")]
public sealed class BackupTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("hongyan-backup-").FullName;
    private Village village = null!;

    private string File => Path.Combine(directory, "county.backup");

    private Secrets Keys => village.Installation.Instance.Secrets;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync(alone: true);
        await village.AwayAsync("测试甲", host: Village.Host,
            happened: [new ReportedIn { On = new(2026, 2, 1) }, new Placed { On = new(2026, 2, 3), Organization = Village.Host }]);
        await village.AwayAsync("测试乙");
        await village.Installation.AddAccountAsync(Roles.Secretary, Village.Home);
        await new AuditChain(village.Installation.Instance).SealAsync(Cancellation);
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
        var before = await ContentAsync(village.Installation.Instance);
        Assert.Contains(before, table => table.Value != "0");
        Assert.Equal(before, await ContentAsync(other.Instance));
        var (faults, sound) = await new AuditChain(other.Instance).VerifyAsync(Cancellation);
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
        await using var other = await TestInstallation.NewAsync(Village.Today, key);
        System.IO.File.Delete(key);
        var refused = await Assert.ThrowsAsync<UserError>(() => RestoreAsync(other));
        Assert.Contains("--key", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Keys.Mark, refused.Message, StringComparison.Ordinal); // the one it wants
        Assert.Contains(other.Instance.Secrets.Mark, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_installation_with_people_in_it_is_refused()
    {
        await BackUpAsync();
        await Assert.ThrowsAsync<UserError>(() => RestoreAsync(village.Installation));
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
        await Assert.ThrowsAsync<UserError>(() => BackupReader.CheckAsync(File, Keys, Cancellation));
    }

    [Fact]
    public async Task Nothing_of_it_can_be_read_without_the_key_and_no_end_can_be_cut_off()
    {
        await BackUpAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Cancellation);
        foreach (var plain in new[] { "PK\u0003\u0004", "manifest", "tables/", "测试甲" })
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(plain)));
        foreach (var left in new[] { 0, 40, BackupHeader.Size + 10, bytes.Length - 1, bytes.Length - Parts.TagSize })
        {
            await System.IO.File.WriteAllBytesAsync(File, bytes[..left], Cancellation);
            await Assert.ThrowsAsync<UserError>(() => BackupReader.CheckAsync(File, Keys, Cancellation));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Parts.Plain - 1)]
    [InlineData(Parts.Plain)]
    [InlineData((3 * Parts.Plain) + 5)]
    public async Task Whatever_is_written_comes_back_and_whole_parts_cannot_be_moved(int length)
    {
        var (plain, header) = (RandomNumberGenerator.GetBytes(length), BackupHeader.For(Keys, DateTimeOffset.UnixEpoch));
        var file = new MemoryStream();
        await using (var encrypting = new EncryptingStream(file, header, header.KeyOf(Keys))) await encrypting.WriteAsync(plain, Cancellation);
        Assert.Equal(plain, await ReadAsync(file.ToArray()));
        if (length <= 2 * Parts.Plain) return;
        var bytes = file.ToArray();
        var first = bytes.AsSpan(BackupHeader.Size, Parts.Sealed).ToArray();
        bytes.AsSpan(BackupHeader.Size + Parts.Sealed, Parts.Sealed).CopyTo(bytes.AsSpan(BackupHeader.Size));
        first.CopyTo(bytes, BackupHeader.Size + Parts.Sealed);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(bytes));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(file.ToArray()[..(BackupHeader.Size + (2 * Parts.Sealed))]));

        async Task<byte[]> ReadAsync(byte[] of)
        {
            var back = new MemoryStream();
            var sealedParts = new MemoryStream(of);
            await using var decrypting = new DecryptingStream(sealedParts, BackupHeader.Of(sealedParts)!, header.KeyOf(Keys));
            await decrypting.CopyToAsync(back, Cancellation);
            return back.ToArray();
        }
    }

    [Fact]
    public async Task A_backup_that_an_older_version_wrote_plain_comes_back()
    {
        await BackUpAsync();
        await WritePlainAsync();
        await using var other = await EmptyAsync();
        await RestoreAsync(other);
        Assert.Equal(await ContentAsync(village.Installation.Instance), await ContentAsync(other.Instance));
    }

    [Fact]
    public async Task A_backup_of_an_older_schema_is_brought_up_to_date()
    {
        int[] then = [.. Enumerable.Range(1, 32)];
        var key = Path.Combine(village.Installation.Instance.DataDirectory, Installation.KeyFile);
        await using var old = await BareAsync(key, then);
        await using (var command = old.DataSource.CreateCommand("""
            insert into organization (path, name, kind) values ('001', '测试支部', 'branch');
            insert into member (id, home_path, name, sex, born, id_tail, status, category, phone)
            values (gen_random_uuid(), '001', '测试甲', 'female', '1990-05-01', '0017', 'full', 'employee', '\x00313939'::bytea);
            insert into audit_entry (id, at, act) values (gen_random_uuid(), now(), 'tried')
            """))
            await command.ExecuteNonQueryAsync(Cancellation);
        await new BackupWriter(old).WriteAsync(File, progress: null, Cancellation);

        var manifest = await BackupReader.CheckAsync(File, Keys, Cancellation);
        await using var other = await BareAsync(key, manifest.Migrations);
        await new BackupReader(other).ReadAsync(File, manifest, progress: null, Cancellation);
        await using var db = other.OpenDb();
        Assert.Equal("0017", (await db.Members.SingleAsync(Cancellation)).IdTail);
        Assert.Empty((await new AuditChain(other).VerifyAsync(Cancellation)).Faults);
    }

    [Fact]
    public async Task A_changed_table_with_a_sound_archive_is_refused()
    {
        await BackUpAsync();
        await WritePlainAsync();
        await using (var archive = await ZipFile.OpenAsync(File, ZipArchiveMode.Update, Cancellation))
        {
            archive.GetEntry("tables/member.copy")!.Delete();
            await using var entry = await archive.CreateEntry("tables/member.copy").OpenAsync(Cancellation);
            await entry.WriteAsync("nothing"u8.ToArray(), Cancellation);
        }
        await Assert.ThrowsAsync<UserError>(() => BackupReader.CheckAsync(File, Keys, Cancellation));
    }

    [Fact]
    public async Task A_night_keeps_the_newest_fourteen()
    {
        for (var night = 0; night < 16; night++)
        {
            village.Installation.Clock.MoveTo(Village.Today.AddDays(night));
            await NightlyBackup.WriteAsync(village.Installation.Instance, Cancellation);
        }
        var kept = Directory.GetFiles(NightlyBackup.DirectoryOf(village.Installation.Instance));
        Assert.Equal(14, kept.Length);
        Assert.DoesNotContain(kept, file => file.Contains("2026-05-11", StringComparison.Ordinal));
    }

    private Task BackUpAsync() => new BackupWriter(village.Installation.Instance).WriteAsync(File, progress: null, Cancellation);

    private async Task RestoreAsync(TestInstallation installation) =>
        await new BackupReader(installation.Instance)
            .ReadAsync(File, await BackupReader.CheckAsync(File, installation.Instance.Secrets, Cancellation), progress: null, Cancellation);

    /// <summary>As an older version would have written it.</summary>
    private async Task WritePlainAsync()
    {
        await using var file = System.IO.File.OpenRead(File);
        var header = BackupHeader.Of(file)!;
        var plain = new MemoryStream();
        await using (var decrypting = new DecryptingStream(file, header, header.KeyOf(Keys))) await decrypting.CopyToAsync(plain, Cancellation);
        await System.IO.File.WriteAllBytesAsync(File, plain.ToArray(), Cancellation);
    }

    /// <summary>An installation with the schema of those steps only, and the key.</summary>
    private async Task<Installation> BareAsync(string key, IReadOnlyCollection<int> steps)
    {
        var database = await TestCluster.BareDatabaseAsync();
        var data = Directory.CreateDirectory(Path.Combine(directory, Guid.CreateVersion7().ToString())).FullName;
        System.IO.File.Copy(key, Path.Combine(data, Installation.KeyFile));
        var installation = new Installation(new InstallationOptions(data, 0, TestCluster.RepositoryRoot, database), database, TimeProvider.System);
        await Migrator.MigrateAsync(installation.DataSource, Cancellation, steps);
        return installation;
    }

    /// <summary>An empty installation with the same key.</summary>
    private Task<TestInstallation> EmptyAsync() =>
        TestInstallation.NewAsync(Village.Today, Path.Combine(village.Installation.Instance.DataDirectory, Installation.KeyFile));

    /// <summary>For each table a hash over all its rows.</summary>
    private static async Task<Dictionary<string, string>> ContentAsync(Installation installation)
    {
        await using var connection = await installation.DataSource.OpenConnectionAsync(Cancellation);
        var content = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, _) in await Tables.InOrderAsync(connection, Cancellation))
        {
            await using var command = new NpgsqlCommand($"select coalesce(md5(string_agg(t::text, E'\n' order by t::text)), '0') from {Tables.Quoted(table)} t",
                connection);
            content[table] = (string)(await command.ExecuteScalarAsync(Cancellation))!;
        }
        return content;
    }
}
