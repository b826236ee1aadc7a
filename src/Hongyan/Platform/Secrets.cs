using System.Security.Cryptography;
using System.Text;

namespace Hongyan.Platform;

/// <summary>Encrypts sensitive columns and makes the keyed hashes by which a person is found again.</summary>
public sealed class Secrets(byte[] key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] encryptionKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "columns"u8.ToArray());
    private readonly byte[] sealKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "audit"u8.ToArray());
    private readonly byte[] hashKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "identity"u8.ToArray());

    /// <summary>Reads the installation's key, or makes it on the first start; the file is the owner's alone.</summary>
    public static Secrets FromFile(string path)
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(path, options);
            file.Write(RandomNumberGenerator.GetBytes(32));
        }
        return new Secrets(File.ReadAllBytes(path));
    }

    public byte[] Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var aes = new AesGcm(encryptionKey, TagSize);
        aes.Encrypt(result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize));
        return result;
    }

    public string Decrypt(byte[] cipher)
    {
        var plain = new byte[cipher.Length - NonceSize - TagSize];
        using var aes = new AesGcm(encryptionKey, TagSize);
        aes.Decrypt(cipher.AsSpan(0, NonceSize), cipher.AsSpan(NonceSize + TagSize), cipher.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Tells one key from another, and nothing else about it.</summary>
    public string Mark => Convert.ToHexStringLower(HMACSHA256.HashData(sealKey, "mark"u8)[..8]);

    /// <summary>A keyed hash over a text and the one before it: whoever has only the database cannot make it.</summary>
    public byte[] Seal(byte[] before, string text) => HMACSHA256.HashData(sealKey, (byte[])[.. before, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>Same number, same hash, on this installation only.</summary>
    public byte[] Hash(string idNumber) => HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes(idNumber));
}
