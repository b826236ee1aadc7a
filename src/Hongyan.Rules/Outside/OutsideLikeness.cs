namespace Hongyan.Rules.Outside;

/// <summary>How far two entries of the directory mean one organisation.</summary>
public enum OutsideLikeness
{
    None,

    /// <summary>Shown before a new entry is made.</summary>
    Similar,

    /// <summary>No second entry is made.</summary>
    Equal,
}

/// <summary>What is compared of an entry.</summary>
/// <param name="Keys">The key of its name, then those of former names.</param>
/// <param name="Phones">Its telephone numbers in digits only.</param>
public sealed record OutsideTraits(IReadOnlyList<string> Keys, string? Division, IReadOnlyList<string> Phones, string? NationalCode = null)
{
    /// <summary>A key shorter than this is part of too many.</summary>
    public const int LeastPart = 5;

    /// <summary>
    /// Equal by a key, when the divisions do not contradict each other; similar when one key is part of the other or a telephone number is the same. Two
    /// national codes that differ are two organisations, however alike their names.
    /// </summary>
    public OutsideLikeness LikenessTo(OutsideTraits other, Divisions divisions)
    {
        if (NationalCode is not null && NationalCode == other.NationalCode)
            return OutsideLikeness.Equal;
        if (divisions.Contradict(Division, other.Division))
            return OutsideLikeness.None;
        var areTwo = NationalCode is not null && other.NationalCode is not null;
        if (Keys.Any(other.Keys.Contains))
            return areTwo ? OutsideLikeness.Similar : OutsideLikeness.Equal;
        return Phones.Any(other.Phones.Contains) || Keys.Any(one => other.Keys.Any(two => IsPart(one, two) || IsPart(two, one)))
            ? OutsideLikeness.Similar
            : OutsideLikeness.None;
    }

    private static bool IsPart(string part, string whole) => part.Length >= LeastPart && whole.Contains(part, StringComparison.Ordinal);
}
