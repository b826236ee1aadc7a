using System.Security.Cryptography;
using System.Text;

namespace Hongyan.Platform;

/// <summary>
/// Encrypts sensitive columns and makes the keyed hashes by which a person is found again. The key file holds one key after the other: the
/// last encrypts, every one still decrypts what was encrypted with it, and hashes and seals stay with the first.
/// </summary>
public sealed class Secrets
{
    public const int KeySize = 32;

    /// <summary>So long after a key was added, everybody who has this file open encrypts with it.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(5);

    private const int MostKeys = 255;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Head = 1 + NonceSize + TagSize; // the key's number comes first

    private readonly string path;
    private readonly byte[] sealKey;
    private readonly byte[] hashKey;
    private readonly byte[] endKey;
    private volatile byte[][] keys = [];
    private volatile byte[][] backupKeys = [];
    private DateTime writtenAt;
    private long looked = Environment.TickCount64;

    private Secrets(string path)
    {
        this.path = path;
        var first = Read();
        sealKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, first, KeySize, info: "audit"u8.ToArray());
        hashKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, first, KeySize, info: "identity"u8.ToArray());
        endKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, first, KeySize, info: "identity end"u8.ToArray());
        Mark = Convert.ToHexStringLower(HMACSHA256.HashData(sealKey, "mark"u8)[..8]);
    }

    /// <summary>Tells one key file from another, and nothing else about it.</summary>
    public string Mark { get; }

    /// <summary>The number of the key that encrypts now; they are counted from one.</summary>
    public int Current
    {
        get
        {
            if (Environment.TickCount64 - looked > Notice.TotalMilliseconds)
            {
                looked = Environment.TickCount64;
                if (new FileInfo(path) is { Exists: true } file && IsWhole(file.Length) && file.LastWriteTimeUtc != writtenAt)
                    Read(); // whoever works goes on without the file, and while it is being copied
            }
            return keys.Length;
        }
    }

    /// <summary>Whether a file of that length can be a key file.</summary>
    public static bool IsWhole(long length) => length > 0 && length % KeySize == 0;

    /// <summary>The keys of a file, which <see cref="InstallationKey"/> makes and looks after.</summary>
    public static Secrets FromFile(string path) => new(path);

    /// <summary>Adds a key, which encrypts from now on; whoever has the file open follows within <see cref="Notice"/>.</summary>
    public async Task AddKeyAsync(CancellationToken cancellation)
    {
        if (keys.Length == MostKeys)
            throw new UserError($"一个密钥文件最多存 {MostKeys} 把密钥。 / A key file holds at most {MostKeys} keys.");
        byte[] all = [.. await File.ReadAllBytesAsync(path, cancellation), .. RandomNumberGenerator.GetBytes(KeySize)];
        await WholeFile.WriteAsync(path, async file => await file.WriteAsync(all, cancellation), isSecret: true);
        Read();
    }

    public byte[] Encrypt(string text) => Encrypt(Encoding.UTF8.GetBytes(text));

    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        var number = Current;
        var result = new byte[Head + plain.Length];
        result[0] = (byte)number;
        var nonce = result.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys[number - 1], TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(Head), result.AsSpan(1 + NonceSize, TagSize));
        return result;
    }

    /// <summary>What was written before there was encryption for it has no key's number but zero, and is plain.</summary>
    public string Decrypt(byte[] cipher) => Encoding.UTF8.GetString(DecryptBytes(cipher));

    public byte[] DecryptBytes(byte[] cipher)
    {
        if (cipher[0] == 0) return cipher[1..];
        if (cipher.Length < Head) throw new CryptographicException("What was encrypted has lost its end.");
        if (cipher[0] > keys.Length) Read(); // somebody has just added it
        if (cipher[0] > keys.Length) throw new CryptographicException($"The key file has no key {cipher[0]}.");
        var plain = new byte[cipher.Length - Head];
        using var aes = new AesGcm(keys[cipher[0] - 1], TagSize);
        aes.Decrypt(cipher.AsSpan(1, NonceSize), cipher.AsSpan(Head), cipher.AsSpan(1 + NonceSize, TagSize), plain);
        return plain;
    }

    /// <summary>Whether the key that encrypts now encrypted this.</summary>
    public bool IsCurrent(byte[] cipher) => cipher[0] == Current;

    /// <summary>A keyed hash over a text and the one before it: whoever has only the database cannot make it.</summary>
    public byte[] Seal(byte[] before, string text) => HMACSHA256.HashData(sealKey, (byte[])[.. before, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>Same number, same hash, on this installation only.</summary>
    public byte[] Hash(string idNumber) => HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes(idNumber));

    /// <summary>Same last characters of an ID number, same hash, on this installation only. Nobody without the key can try them all.</summary>
    public byte[]? HashEnd(string? idTail) =>
        idTail is null ? null : HMACSHA256.HashData(endKey, Encoding.UTF8.GetBytes(idTail.Trim().ToUpperInvariant()))[..16];

    /// <summary>
    /// The key of one backup: made of a key of the file, by its number, and of a salt that the backup names. Nothing when the file has no such key.
    /// </summary>
    public byte[]? BackupKey(int number, byte[] salt)
    {
        if (number > backupKeys.Length) Read();
        return number >= 1 && number <= backupKeys.Length
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, backupKeys[number - 1], KeySize, salt, "backup"u8.ToArray()) : null;
    }

    /// <summary>Takes up the keys of the file and returns the first of them.</summary>
    private byte[] Read()
    {
        writtenAt = File.GetLastWriteTimeUtc(path);
        var file = File.ReadAllBytes(path);
        if (!IsWhole(file.Length)) throw new InvalidDataException($"{path} is no key file.");
        backupKeys = Derived("backups");
        keys = Derived("columns");
        return file[..KeySize];

        byte[][] Derived(string use) =>
            [.. file.Chunk(KeySize).Select(key => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeySize, info: Encoding.ASCII.GetBytes(use)))];
    }
}
