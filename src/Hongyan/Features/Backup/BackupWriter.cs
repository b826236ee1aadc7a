using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Features.Backup;

/// <summary>Writes everything as it was at one moment into one encrypted file, while people go on working.</summary>
internal sealed class BackupWriter(Installation installation)
{
    /// <param name="path">The file.</param>
    /// <param name="progress">Hears of each table that is done.</param>
    /// <exception cref="UserError">It cannot be written; nothing is left of it.</exception>
    public async Task<Manifest> WriteAsync(string path, Action<TablePart>? progress, CancellationToken cancellation)
    {
        Manifest? manifest = null;
        await WholeFile.WriteAsync(path, async file =>
        {
            var header = BackupHeader.For(installation.Secrets, installation.Clock.GetUtcNow());
            await using var encrypting = new EncryptingStream(file, header, header.KeyOf(installation.Secrets));
            manifest = await WriteAsync(encrypting, progress, cancellation);
        }, isSecret: true);
        return manifest!;
    }

    private async Task<Manifest> WriteAsync(Stream file, Action<TablePart>? progress, CancellationToken cancellation)
    {
        await using var connection = await installation.DataSource.OpenConnectionAsync(cancellation);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var migrations = await Migrator.AppliedAsync(connection, cancellation);
        var parts = new List<TablePart>();
        await using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (table, columns) in await Tables.InOrderAsync(connection, cancellation))
        {
            var rows = await CountAsync(connection, table, cancellation);
            var part = new TablePart(table, columns, rows, "");
            part = part with { Hash = await CopyAsync(connection, archive, part, cancellation) };
            parts.Add(part);
            progress?.Invoke(part);
        }
        var manifest = new Manifest(Manifest.Current, installation.Clock.GetUtcNow(), installation.Secrets.Mark, [.. migrations.Order()], parts);
        await using var entry = await archive.CreateEntry(Manifest.Name).OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(entry, manifest, Manifest.Json, cancellation);
        return manifest;
    }

    private static async Task<string> CopyAsync(NpgsqlConnection connection, ZipArchive archive, TablePart part, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var rows = await connection.BeginRawBinaryCopyAsync(Tables.Copy(part.Table, part.Columns, "to stdout"), cancellation);
        await using var entry = await archive.CreateEntry(part.Entry, CompressionLevel.Fastest).OpenAsync(cancellation);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await rows.ReadAsync(buffer, cancellation)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await entry.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select count(*) from {Tables.Quoted(table)}", connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
