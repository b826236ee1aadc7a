using System.Security.Cryptography;
using Npgsql;

namespace Hongyan.Platform;

/// <summary>
/// The key file beside the database. The database keeps a mark of each of its keys, so that a damaged file, a foreign one, or one that is
/// gone is found before anything is done: a lost key is never replaced by a new one, for that would make what is encrypted unreadable for good.
/// </summary>
internal sealed class InstallationKey(string path)
{
    /// <summary>Where the marks stand in the table of settings.</summary>
    public const string Setting = "secret-key";

    /// <exception cref="UserError">The file is no key file.</exception>
    public void CheckForm()
    {
        if (!File.Exists(path)) return;
        var length = new FileInfo(path).Length;
        if (!Secrets.IsWhole(length))
            throw new UserError($"密钥文件 {path} 已损坏（{length} 字节），什么都没有改动。请放回另外保管的 secret.key。 / "
                + $"The key file {path} is damaged ({length} bytes); nothing was changed. Put back the copy of secret.key that you kept.");
    }

    /// <summary>The first start makes the key; from then on it has to be there, and to be the one that the database knows.</summary>
    /// <exception cref="UserError">It is not.</exception>
    public async Task EnsureAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        var kept = await KeptAsync(database, cancellation);
        if (File.Exists(path))
        {
            if (!IsOf(kept, Marks()))
                throw new UserError($"密钥文件 {path} 不是这个数据库的，或者缺少后来添加的密钥；什么都没有改动。请放回原来的 secret.key。 / "
                    + $"The key file {path} is not that of this database, or lacks keys added later; nothing was changed. Put back the right secret.key.");
            return;
        }
        if (kept.Length > 0 || await HasWorkAsync(database, cancellation))
            throw new UserError($"密钥文件 {path} 不见了，而数据库里已有用它加密的内容；没有建立新的密钥，什么都没有改动。请放回另外保管的 secret.key。 / "
                + $"The key file {path} is gone, and the database holds what was encrypted with it; no new key was made and nothing was changed. "
                + "Put back the copy of secret.key that you kept.");
        await WholeFile.WriteKeyAsync(path, RandomNumberGenerator.GetBytes(Secrets.KeySize), cancellation);
    }

    /// <summary>Keeps the marks of the keys; a key added since is kept from now on.</summary>
    public async Task KeepAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value where setting.value <> excluded.value");
        command.Parameters.AddWithValue(Setting);
        command.Parameters.AddWithValue(string.Join(' ', Marks()));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static bool IsOf(string[] kept, string[] here) => kept.Length <= here.Length && kept.AsSpan().SequenceEqual(here.AsSpan(0, kept.Length));

    /// <summary>Tells each key from another, and nothing else about it.</summary>
    private string[] Marks() =>
        [.. File.ReadAllBytes(path)
            .Chunk(Secrets.KeySize)
            .Select(key => Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 8, info: "mark"u8.ToArray())))];

    private static async Task<string[]> KeptAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (!await ExistsAsync(database, "setting", cancellation)) return [];
        await using var command = database.CreateCommand("select value from setting where key = $1");
        command.Parameters.AddWithValue(Setting);
        return (await command.ExecuteScalarAsync(cancellation) as string)?.Split(' ') ?? [];
    }

    /// <summary>Whoever did anything stands in the log, which is sealed with the key; every number is found by it.</summary>
    private static async Task<bool> HasWorkAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (!await ExistsAsync(database, "audit_entry", cancellation)) return false;
        await using var command = database.CreateCommand("select exists (select from audit_entry) or exists (select from member_identity)");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<bool> ExistsAsync(NpgsqlDataSource database, string table, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select to_regclass($1) is not null");
        command.Parameters.AddWithValue(table);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
