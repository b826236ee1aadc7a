using System.Globalization;
using System.Security.Cryptography;
using Hongyan.Platform;

namespace Hongyan.Features.Auditing;

/// <summary>The end of the chain: number and hash of its last entry, with a code over both that only the installation's key makes.</summary>
internal sealed record AuditHead(long No, byte[] Hash, byte[] Mac)
{
    public static AuditHead Of(Secrets secrets, long no, byte[] hash) => new(no, hash, secrets.Seal(hash, Text(no)));

    /// <summary>As a line of a file; nothing when the line is none.</summary>
    public static AuditHead? Parse(string line)
    {
        if (line.Split(' ') is not [var no, var hash, var mac] || !long.TryParse(no, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        try
        {
            return new AuditHead(number, Convert.FromHexString(hash), Convert.FromHexString(mac));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public bool IsGenuine(Secrets secrets) => CryptographicOperations.FixedTimeEquals(secrets.Seal(Hash, Text(No)), Mac);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{No} {Convert.ToHexStringLower(Hash)} {Convert.ToHexStringLower(Mac)}");

    private static string Text(long no) => string.Create(CultureInfo.InvariantCulture, $"head {no}");
}
