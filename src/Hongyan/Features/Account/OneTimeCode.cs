using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hongyan.Features.Account;

/// <summary>Six digits that an app and the server both know for half a minute (RFC 6238).</summary>
internal static class OneTimeCode
{
    private const int SecondsAStep = 30;
    private const int Digits = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret, as people type it into an app: base 32.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString(Alphabet, 32); // 160 bits

    /// <summary>What the app reads from the picture.</summary>
    public static string Address(string issuer, string user, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(user)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";

    public static string At(string secret, DateTimeOffset time) => Of(Bytes(secret), Step(time));

    /// <summary>The step of the clock whose code this is: now, or one before or after, for phones go wrong a little.</summary>
    public static long? StepOf(string secret, string code, DateTimeOffset now)
    {
        var (key, given, step) = (Bytes(secret), Encoding.UTF8.GetBytes(code), Step(now));
        foreach (var candidate in new[] { step, step - 1, step + 1 })
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, candidate)), given)) return candidate;
        }
        return null;
    }

    private static long Step(DateTimeOffset time) => time.ToUnixTimeSeconds() / SecondsAStep;

    private static string Of(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The apps know nothing else, and HMAC does not rest on what is broken in SHA-1
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue;
        return (number % Digits).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string base32)
    {
        var bytes = new byte[base32.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            if ((Alphabet.IndexOf(base32[bit / 5], StringComparison.Ordinal) >> (4 - (bit % 5)) & 1) == 1)
                bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }
        return bytes;
    }
}
