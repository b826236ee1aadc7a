using System.Text;
using System.Text.RegularExpressions;
using Hongyan.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>
/// Length, and nothing that is tried first: a password must not consist of common passwords, runs of keys and years, or of the names of
/// the person and the organisation. What is left after those are struck out must be enough. No rules about kinds of characters.
/// </summary>
public sealed partial class PasswordRules(HongyanDb db) : IPasswordValidator<Data.Account>
{
    public const int Shortest = 12;
    public const int Longest = 128;
    private const int LeastLeft = 5;
    private const int ShortestWord = 2;
    private const string Keys = "01234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm";

    private static readonly string[] Common = Read();

    public async Task<IdentityResult> ValidateAsync(UserManager<Data.Account> manager, Data.Account user, string? password)
    {
        var organizations = await db.Organizations.Where(one => db.Appointments.Any(held => held.AccountId == user.Id && held.OrgPath == one.Path))
            .Select(one => one.Name).ToListAsync();
        string?[] own = [user.UserName, user.DisplayName, .. organizations];
        return password switch
        {
            null => IdentityResult.Failed(Error("PasswordTooShort")),
            { Length: > Longest } => IdentityResult.Failed(Error("PasswordTooLong")),
            _ when IsCommon(password, own) => IdentityResult.Failed(Error("PasswordCommon")),
            _ => IdentityResult.Success,
        };
    }

    internal static bool IsCommon(string password, params IEnumerable<string?> own)
    {
        var plain = Plain(password);
        var words = own.OfType<string>().Select(Plain).Where(word => word.Length >= ShortestWord).Concat(Common).ToList();
        return Left(plain, words) < LeastLeft || Left(Unmasked(plain), words) < LeastLeft;
    }

    /// <summary>How many different characters no word and no run accounts for.</summary>
    private static int Left(string text, IEnumerable<string> words)
    {
        foreach (var word in words.OrderByDescending(word => word.Length))
            text = text.Replace(word, " ", StringComparison.Ordinal);
        text = Year().Replace(text, " ");
        return WithoutRuns(text).Where(letter => letter != ' ').Distinct().Count();
    }

    /// <summary>Three and more that repeat, or lie side by side on the keyboard or in the alphabet, are none.</summary>
    private static string WithoutRuns(string text)
    {
        var left = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var length = 1;
            while (at + length < text.Length && IsRun(text.AsSpan(at, length + 1))) length++;
            if (length < 3) left.Append(text, at, length);
            at += length;
        }
        return left.ToString();
    }

    private static bool IsRun(ReadOnlySpan<char> part)
    {
        Span<char> back = stackalloc char[part.Length];
        part.CopyTo(back);
        back.Reverse();
        return !part.ContainsAnyExcept(part[0]) || Keys.AsSpan().Contains(part, StringComparison.Ordinal)
            || Keys.AsSpan().Contains(back, StringComparison.Ordinal);
    }

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>p@ssw0rd is password.</summary>
    private static string Unmasked(string text) =>
        text.Replace('@', 'a').Replace('4', 'a').Replace('3', 'e').Replace('0', 'o').Replace('$', 's').Replace('5', 's').Replace('1', 'i').Replace('!', 'i')
            .Replace('7', 't');

    private static IdentityError Error(string code) => new() { Code = code, Description = code };

    private static string[] Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("(19|20)[0-9]{2}")]
    private static partial Regex Year();
}
