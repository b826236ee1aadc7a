using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Hongyan.Features.Auditing;
using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Features.Backup;

/// <summary>Brings a backup into an empty installation: checked as a whole first, then in one transaction.</summary>
internal sealed class BackupReader(Installation installation)
{
    private const string Exchange = "exchange_line"; // older versions have none

    /// <summary>Called once all of it stands, where the program may end; only tests set it.</summary>
    internal Action? Committed { get; init; }

    /// <exception cref="UserError">The file is no whole backup, or does not belong here; nothing was changed.</exception>
    public static async Task<Manifest> CheckAsync(string path, Secrets secrets, CancellationToken cancellation)
    {
        try
        {
            await using var archive = await OpenAsync(path, secrets, cancellation);
            var manifest = await ManifestAsync(archive, cancellation);
            foreach (var part in manifest.Tables)
            {
                await using var entry = await EntryOf(archive, part.Entry).OpenAsync(cancellation);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(entry, cancellation)) != part.Hash)
                    throw new InvalidDataException($"{part.Table} is not as it was written.");
            }
            if (manifest.Key != secrets.Mark) throw BackupHeader.WrongKey(manifest.Key, 1, secrets);
            if (!Migrator.Knows(manifest.Migrations))
                throw new UserError("这个备份是更新版本的程序做的，请换用新版本恢复。 / The backup is of a newer program; restore it with that one.");
            return manifest;
        }
        catch (Exception broken)
            when (broken is InvalidDataException or JsonException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException
                or CryptographicException)
        {
            throw new UserError($"读不出这个备份，没有恢复任何内容：{broken.Message} / This backup cannot be read, nothing was restored.");
        }
    }

    /// <exception cref="UserError">Somebody works here already, the key is another one, or the backup is of a newer program.</exception>
    public async Task ReadAsync(string path, Manifest manifest, Action<TablePart>? progress, CancellationToken cancellation)
    {
        await using var connection = await installation.DataSource.OpenConnectionAsync(cancellation);
        var here = await Migrator.AppliedAsync(connection, cancellation);
        if (manifest.Migrations.Except(here).Any() || here.Except(manifest.Migrations).Any())
            throw new UserError("这个备份是另一版本的程序做的，这里的数据库已是别的版本。请恢复到新目录或空数据库。 / "
                + "The backup is of another version of the program than this database; restore it into a new directory or an empty database.");
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ForgetKeyAsync(connection, cancellation);
        foreach (var table in manifest.Tables.Select(part => part.Table))
            await RequireEmptyAsync(connection, table, cancellation);
        await using var archive = await OpenAsync(path, installation.Secrets, cancellation);
        foreach (var part in manifest.Tables)
        {
            await CopyAsync(connection, archive, part, cancellation);
            progress?.Invoke(part);
        }
        if (manifest.Tables.Any(part => part.Table == Exchange))
            await PauseExchangeAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        Committed?.Invoke();
        await Migrator.MigrateAsync(installation.DataSource, cancellation); // a backup of an older version
        await new AuditChain(installation).TakeHeadAsync(cancellation);
    }

    /// <summary>The archive inside, of an encrypted backup or of one that an older version wrote plain.</summary>
    /// <exception cref="UserError">It is encrypted with another key.</exception>
    public static async Task<ZipArchive> OpenAsync(string path, Secrets secrets, CancellationToken cancellation)
    {
        var file = File.OpenRead(path);
        try
        {
            if (BackupHeader.Of(file) is { } header)
                return await ZipArchive.CreateAsync(new DecryptingStream(file, header, header.KeyOf(secrets)), ZipArchiveMode.Read, leaveOpen: false,
                    entryNameEncoding: null, cancellation);
            file.Position = 0;
            return await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, cancellation);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Peers may have had more than the backup knows: nothing is sent to them before both sides agree where it goes on.</summary>
    private static async Task PauseExchangeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var pause = new NpgsqlCommand($"update {Exchange} set out_paused = true", connection);
        await pause.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What an empty installation knows of its key; the backup brings the same.</summary>
    private static async Task ForgetKeyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("delete from setting where key = $1", connection)
        {
            Parameters = { new() { Value = InstallationKey.Setting } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, ZipArchive archive, TablePart part, CancellationToken cancellation)
    {
        await using (var rows = await connection.BeginRawBinaryCopyAsync(Tables.Copy(part.Table, part.Columns, "from stdin"), cancellation))
        await using (var entry = await EntryOf(archive, part.Entry).OpenAsync(cancellation))
            await entry.CopyToAsync(rows, cancellation);
        await using var command = new NpgsqlCommand($"select count(*) from {Tables.Quoted(part.Table)}", connection);
        if ((long)(await command.ExecuteScalarAsync(cancellation))! != part.Rows)
            throw new InvalidDataException($"{part.Table} has not as many rows as the backup says.");
    }

    private static async Task RequireEmptyAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select exists (select 1 from {Tables.Quoted(table)})", connection);
        if ((bool)(await command.ExecuteScalarAsync(cancellation))!)
            throw new UserError($"只能恢复到空的安装：这里的 {table} 已有数据。请用 --data 指定新目录。 / "
                + $"Only an empty installation can be restored into; {table} has rows. Choose a new directory with --data.");
    }

    private static async Task<Manifest> ManifestAsync(ZipArchive archive, CancellationToken cancellation)
    {
        await using var entry = await EntryOf(archive, Manifest.Name).OpenAsync(cancellation);
        var manifest = await JsonSerializer.DeserializeAsync<Manifest>(entry, Manifest.Json, cancellation);
        return manifest is { Format: Manifest.Current } ? manifest : throw new InvalidDataException("The form of the file is not known.");
    }

    private static ZipArchiveEntry EntryOf(ZipArchive archive, string name) =>
        archive.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.");
}
