namespace Hongyan.Platform;

/// <summary>The names of districts by their codes, from the province down.</summary>
internal static class Regions
{
    private const int ProvinceLength = 2;
    private const int CityLength = 4;

    public static string NameOf(IReadOnlyDictionary<string, string> regions, string code) => string.Concat(
        new[] { code[..ProvinceLength] + "0000", code[..CityLength] + "00", code }.Distinct().Select(one => regions.GetValueOrDefault(one)));

    /// <summary>The name; the code itself where the table has none.</summary>
    public static string NameOrCode(IReadOnlyDictionary<string, string> regions, string code) =>
        NameOf(regions, code) is { Length: > 0 } name ? name : code;

    /// <summary>The beginning that the codes of all places within a district, city or province share.</summary>
    public static string Within(string code) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? code[..ProvinceLength] : code.EndsWith("00", StringComparison.Ordinal) ? code[..CityLength] : code;

    /// <summary>The place, the city and the province, from near to far.</summary>
    public static IEnumerable<string> Around(string code) => new[] { code, code[..CityLength] + "00", code[..ProvinceLength] + "0000" }.Distinct();
}
