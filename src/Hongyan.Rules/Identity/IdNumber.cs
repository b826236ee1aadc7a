using System.Globalization;

namespace Hongyan.Rules.Identity;

/// <summary>Why a text is no identity number.</summary>
public enum IdFault
{
    /// <summary>Neither 18 characters nor 15 old digits.</summary>
    Length,

    /// <summary>A character that cannot stand there, or a wrong check digit.</summary>
    Checksum,

    /// <summary>The date of birth in it does not exist.</summary>
    Birthdate,
}

/// <summary>The answer to reading a text as an identity number: the number, or why it is none.</summary>
public readonly record struct IdReading(IdNumber? Number, IdFault? Fault);

/// <summary>A citizen identity number of 18 characters (GB 11643-1999). Prints itself masked.</summary>
public sealed class IdNumber
{
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private IdNumber(string digits, DateOnly born) => (Digits, Born) = (digits, born);

    /// <summary>All 18 characters, the last one a digit or X. Never for pages or logs.</summary>
    public string Digits { get; }

    public DateOnly Born { get; }

    /// <summary>male or female: the 17th digit is odd for men.</summary>
    public string Sex => (Digits[16] - '0') % 2 == 1 ? "male" : "female";

    /// <summary>The last four characters, which pages may show.</summary>
    public string Tail => Digits[^4..];

    /// <summary>The six digits of the division in which it was given; it may have been abolished since.</summary>
    public string Region => Digits[..6];

    public override string ToString() => Mask(Digits);

    /// <summary>Reads 18 characters, or 15 old digits, which are converted. Spaces are not skipped.</summary>
    public static IdReading Read(string text)
    {
        if (text.Length is not (15 or 18)) return new(null, IdFault.Length);
        var upper = text.ToUpperInvariant();
        if (upper.Length == 15 && !upper.All(char.IsAsciiDigit)) return new(null, IdFault.Length);

        // Old numbers have a year of two digits and no check digit; they were given to people born in the 20th century.
        if (upper.Length == 15) upper = WithCheck($"{upper[..6]}19{upper[6..]}");
        if (!upper[..17].All(char.IsAsciiDigit) || upper[17] != CheckOf(upper)) return new(null, IdFault.Checksum);
        return DateOnly.TryParseExact(upper[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            ? new(new IdNumber(upper, born), null)
            : new(null, IdFault.Birthdate);
    }

    /// <summary>Appends the check digit to the first 17 digits.</summary>
    public static string WithCheck(string first17) => first17 + CheckOf(first17);

    /// <summary>First two and last four characters; nothing at all of a short text.</summary>
    public static string Mask(string text) =>
        text.Length < 10 ? new string('*', text.Length) : $"{text[..2]}{new string('*', text.Length - 6)}{text[^4..]}";

    private static char CheckOf(string digits)
    {
        var sum = 0;
        for (var place = 0; place < Weights.Length; place++) sum += (digits[place] - '0') * Weights[place];
        return CheckCharacters[sum % 11];
    }
}
