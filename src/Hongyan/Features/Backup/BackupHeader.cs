using System.Buffers.Binary;
using System.Security.Cryptography;
using Hongyan.Platform;

namespace Hongyan.Features.Backup;

/// <summary>The plain beginning of an encrypted backup: which key it wants, and the salt with which that key becomes the file's own.</summary>
/// <param name="Mark">Tells one key file from another.</param>
/// <param name="Number">Which key of that file.</param>
internal sealed record BackupHeader(string Mark, int Number, DateTimeOffset At, byte[] Salt)
{
    public const int Size = 16 + 8 + 1 + 8 + SaltSize;
    private const int SaltSize = 32;

    private static ReadOnlySpan<byte> Magic => "hongyan backup 2"u8;

    public static BackupHeader For(Secrets secrets, DateTimeOffset at) => new(secrets.Mark, secrets.Current, at, RandomNumberGenerator.GetBytes(SaltSize));

    /// <summary>Nothing for a backup of an older version, which is a plain archive.</summary>
    public static BackupHeader? Of(Stream file)
    {
        var bytes = new byte[Size];
        if (file.ReadAtLeast(bytes, Size, throwOnEndOfStream: false) < Size || !bytes.AsSpan().StartsWith(Magic)) return null;
        return new BackupHeader(Convert.ToHexStringLower(bytes.AsSpan(16, 8)), bytes[24],
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(25))), bytes[33..]);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        Convert.FromHexString(Mark).CopyTo(bytes, 16);
        bytes[24] = (byte)Number;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(25), At.ToUnixTimeSeconds());
        Salt.CopyTo(bytes, 33);
        return bytes;
    }

    /// <exception cref="UserError">The key file is another one, or lacks the key.</exception>
    public byte[] KeyOf(Secrets secrets) =>
        (Mark == secrets.Mark ? secrets.BackupKey(Number, Salt) : null) ?? throw WrongKey(Mark, Number, secrets);

    public static UserError WrongKey(string mark, int number, Secrets given) => new(
        $"这个备份要用标记为 {mark} 的密钥文件 secret.key（至少 {number} 把密钥），给出的密钥文件标记为 {given.Mark}（{given.Current} 把）。请用 --key 指定做备份时的密钥文件。"
        + $" / The backup wants the key file marked {mark} (with {number} keys at least); the one given is marked {given.Mark} (with {given.Current}). "
        + "Give the right secret.key with --key.");
}
