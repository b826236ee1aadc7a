using System.Security.Cryptography;
using System.Text;

namespace Hongyan.Platform;

/// <summary>The secret of a link that works once. Only its hash is kept.</summary>
internal static class OneTimeToken
{
    private const int Bytes = 20;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
