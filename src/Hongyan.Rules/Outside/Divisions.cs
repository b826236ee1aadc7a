namespace Hongyan.Rules.Outside;

/// <summary>The divisions of GB/T 2260: which codes lie on one line, and with which of their names a text begins.</summary>
public sealed class Divisions
{
    private const int ProvinceLength = 2, CityLength = 4, Length = 6;

    private readonly IReadOnlyDictionary<string, string> names;
    private readonly ILookup<char, (string Name, string Code)> byFirst;

    /// <param name="names">The names of provinces, cities and districts by their codes.</param>
    /// <param name="former">The codes of the divisions that took in those of a former name.</param>
    public Divisions(IReadOnlyDictionary<string, string> names, IReadOnlyDictionary<string, string> former)
    {
        this.names = names;
        byFirst = names.Select(one => (Name: one.Value, Code: one.Key)).Concat(former.Select(one => (Name: one.Key, Code: one.Value)))
            .Where(one => one.Code.Length == Length).ToLookup(one => one.Name[0]);
    }

    /// <summary>Whether it is a code of six digits in a province that is known; one of a district that was abolished, too.</summary>
    public bool IsCode(string text) => text.Length == Length && text.All(char.IsAsciiDigit) && names.ContainsKey(text[..ProvinceLength] + "0000");

    /// <summary>
    /// The beginning that all codes within it share. Of a code that is not in the table, because it was abolished, that of the nearest known division
    /// around it. Null when nothing is known.
    /// </summary>
    public string? Within(string? code)
    {
        if (code is null || !IsCode(code))
            return null;
        var (city, province) = (code[..CityLength] + "00", code[..ProvinceLength] + "0000");
        return code == province ? code[..ProvinceLength]
            : code == city || !names.ContainsKey(code) ? names.ContainsKey(city) ? code[..CityLength] : code[..ProvinceLength]
            : code;
    }

    /// <summary>Whether nothing can lie in both: neither is the beginning of the other. What is unknown contradicts nothing.</summary>
    public bool Contradict(string? one, string? other) =>
        (Within(one), Within(other)) is ({ } first, { } second)
            && !first.StartsWith(second, StringComparison.Ordinal) && !second.StartsWith(first, StringComparison.Ordinal);

    /// <summary>
    /// The longest name that a text begins with of a division on one line with this one, and the narrower of the two; null when there is none.
    /// </summary>
    public (string Code, int Length)? Front(string text, string? code)
    {
        if (text.Length == 0)
            return null;
        (string Code, int Length)? longest = null;
        foreach (var (name, named) in byFirst[text[0]])
        {
            if (name.Length > (longest?.Length ?? 0) && text.StartsWith(name, StringComparison.Ordinal) && !Contradict(named, code))
                longest = (named, name.Length);
        }
        if (longest is not var (found, length))
            return null;
        return (Within(code) is { } known && known.Length > Within(found)?.Length ? code! : found, length);
    }
}
