using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Features.Backup;

/// <summary>Brings a backup into an empty installation: checked as a whole first, then in one transaction.</summary>
internal sealed class BackupReader(Installation house)
{
    /// <exception cref="UserError">The file is no whole backup, or does not belong here; nothing was changed.</exception>
    public static async Task<Manifest> CheckAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(path, cancellation);
            var manifest = await ManifestAsync(archive, cancellation);
            foreach (var part in manifest.Tables)
            {
                await using var entry = await EntryOf(archive, part.Entry).OpenAsync(cancellation);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(entry, cancellation)) != part.Hash)
                    throw new InvalidDataException($"{part.Table} is not as it was written.");
            }
            return manifest;
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UserError($"读不出这个备份，没有恢复任何内容：{broken.Message} / This backup cannot be read, nothing was restored.");
        }
    }

    /// <exception cref="UserError">Somebody works here already, the key is another one, or the backup is of a newer program.</exception>
    public async Task ReadAsync(string path, Manifest manifest, Action<TablePart>? progress, CancellationToken cancellation)
    {
        RequireKey(manifest, house.Secrets);
        await using var connection = await house.DataSource.OpenConnectionAsync(cancellation);
        var here = await Migrator.AppliedAsync(connection, cancellation);
        if (manifest.Migrations.Except(here).Any() || here.Except(manifest.Migrations).Any())
            throw new UserError("这个备份是另一版本的程序做的，请用同一版本恢复，再升级。 / The backup is of another version of the program; restore with that version, then upgrade.");
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ForgetKeyAsync(connection, cancellation);
        foreach (var table in manifest.Tables.Select(part => part.Table))
            await RequireEmptyAsync(connection, table, cancellation);
        await using var archive = await ZipFile.OpenReadAsync(path, cancellation);
        foreach (var part in manifest.Tables)
        {
            await CopyAsync(connection, archive, part, cancellation);
            progress?.Invoke(part);
        }
        await transaction.CommitAsync(cancellation);
    }

    public static void RequireKey(Manifest manifest, Secrets secrets)
    {
        if (manifest.Key != secrets.Mark)
            throw new UserError("密钥文件不是做备份时的那一个，恢复后身份证号等将无法读出。请用 --key 指定原来的 secret.key。 / The key file is not the one of the backup; give the old secret.key with --key.");
    }

    /// <summary>What an empty installation knows of its key; the backup brings the same.</summary>
    private static async Task ForgetKeyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("delete from setting where key = $1", connection) { Parameters = { new() { Value = InstallationKey.Setting } } };
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
            throw new UserError($"只能恢复到空的安装：这里的 {table} 已有数据。请用 --data 指定新目录。 / Only an empty installation can be restored into; {table} has rows. Choose a new directory with --data.");
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
