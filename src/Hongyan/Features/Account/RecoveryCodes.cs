using System.Security.Cryptography;
using System.Text;
using Hongyan.Data;

namespace Hongyan.Features.Account;

/// <summary>Ten codes on paper. They are kept as passwords are: salted and stretched, one salt for the ten, so that a try costs one hash.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789"; // none that look alike

    public static (IReadOnlyList<string> Codes, IReadOnlyList<RecoveryCode> Kept) Make(Guid account, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        string[] codes = [.. Enumerable.Range(0, Count)
            .Select(_ => $"{RandomNumberGenerator.GetString(Letters, 5)}-{RandomNumberGenerator.GetString(Letters, 5)}")];
        return (codes, [.. codes.Select(code => new RecoveryCode { AccountId = account, Hash = HashOf(code, salt, rounds), Salt = salt })]);
    }

    public static byte[] HashOf(string code, byte[] salt, int rounds)
    {
        var plain = string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(plain), salt, rounds, HashAlgorithmName.SHA512, 32);
    }
}
