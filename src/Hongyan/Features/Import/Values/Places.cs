namespace Hongyan.Features.Import.Values;

/// <summary>Finds the code of the place that a text begins with, as far down as the text says it: province, city, district.</summary>
internal sealed class Places
{
    private static readonly string[] Endings =
        ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "地区", "省", "市", "盟", "县", "区"];

    private readonly Dictionary<string, string?> codes = []; // a roster names the same places over and over
    private readonly List<(string Code, string Name)> provinces = [];
    private readonly ILookup<string, (string Code, string Name)> cities;
    private readonly ILookup<string, (string Code, string Name)> districts;

    public Places(IReadOnlyDictionary<string, string> regions)
    {
        var all = regions.Select(region => (Code: region.Key, Name: region.Value)).Where(region => region.Code.Length == 6).ToList();
        provinces = all.Where(region => region.Code.EndsWith("0000", StringComparison.Ordinal)).ToList();
        cities = all.Where(region => IsCity(region.Code)).ToLookup(region => region.Code[..2]);
        districts = all.Where(region => !region.Code.EndsWith("00", StringComparison.Ordinal)).ToLookup(region => region.Code[..2]);
    }

    /// <summary>Null when the text names no place in the list.</summary>
    public string? CodeOf(string text)
    {
        if (!codes.TryGetValue(text, out var code)) codes[text] = code = Find(text);
        return code;
    }

    private string? Find(string text)
    {
        var rest = Plain.Compact(text);
        if (rest.StartsWith("中国", StringComparison.Ordinal)) rest = rest[2..];
        if (Longest(provinces, rest) is { } province)
            return Within(province.Code, rest[province.Length..]) ?? province.Code;

        // Without a province the city or the district must be the only one of its name.
        return provinces.Select(one => Within(one.Code, rest)).OfType<string>().Distinct().ToList() is [var only] ? only : null;
    }

    private string? Within(string province, string rest)
    {
        var below = province[..2];
        if (Longest(cities[below], rest) is { } city)
            return Longest(districts[below].Where(district => district.Code[..4] == city.Code[..4]), rest[city.Length..])?.Code ?? city.Code;
        return Longest(districts[below], rest)?.Code;
    }

    private static (string Code, int Length)? Longest(IEnumerable<(string Code, string Name)> regions, string text)
    {
        (string Code, int Length)? best = null;
        foreach (var (code, name) in regions)
            foreach (var way in Ways(name))
                if (text.StartsWith(way, StringComparison.Ordinal) && way.Length > (best?.Length ?? 0)) best = (code, way.Length);
        return best;
    }

    /// <summary>江苏省 is also called 江苏; 延边朝鲜族自治州 only 延边朝鲜族, which is enough to go on.</summary>
    private static IEnumerable<string> Ways(string name)
    {
        yield return name;
        foreach (var ending in Endings)
        {
            if (name.Length - ending.Length >= 2 && name.EndsWith(ending, StringComparison.Ordinal)) yield return name[..^ending.Length];
        }
    }

    private static bool IsCity(string code) => code.EndsWith("00", StringComparison.Ordinal) && !code.EndsWith("0000", StringComparison.Ordinal);
}
