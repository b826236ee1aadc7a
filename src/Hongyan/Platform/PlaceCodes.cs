namespace Hongyan.Platform;

/// <summary>Finds the code of the place that a text begins with, as far down as the text says it: province, city, district.</summary>
internal sealed class PlaceCodes
{
    private static readonly string[] Endings =
        ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "地区", "省", "市", "盟", "县", "区"];

    private readonly Dictionary<string, string?> codes = []; // a roster names the same places over and over
    private readonly List<(string Code, string Name)> provinces = [];
    private readonly ILookup<string, (string Code, string Name)> cities;
    private readonly ILookup<string, (string Code, string Name)> districts;

    public PlaceCodes(PolicyLibrary policy)
    {
        var all = policy.Regions.Select(region => (Code: region.Key, Name: region.Value))
            .Concat(policy.FormerRegions.Select(region => (Code: region.Value, Name: region.Key)))
            .Where(region => region.Code.Length == 6).ToList();
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

    /// <summary>The reading that uses most of the text: 海南藏族自治州 is no place in 海南省. Of equal ones the province, or none when they differ.</summary>
    private string? Find(string text)
    {
        var rest = Plain.Key(text);
        if (rest.StartsWith("中国", StringComparison.Ordinal)) rest = rest[2..];
        var named = Longest(provinces, rest) is { } province ? Within(province, rest) ?? province : default;

        // Without a province the city or the district must be the only one of its name.
        var others = provinces.Select(one => Within((one.Code, 0), rest)).OfType<(string Code, int Length)>().Where(one => one.Length > named.Length).ToList();
        if (others.Count == 0) return named.Code;
        var most = others.Max(one => one.Length);
        return others.Where(one => one.Length == most).Select(one => one.Code).Distinct().ToList() is [var only] ? only : named.Code;
    }

    private (string Code, int Length)? Within((string Code, int Length) province, string text)
    {
        var (below, rest) = (province.Code[..2], text[province.Length..]);
        var alone = Longest(districts[below], rest);
        if (Longest(cities[below], rest) is { } city)
        {
            var district = Longest(districts[below].Where(one => one.Code[..4] == city.Code[..4]), rest[city.Length..]);
            var length = city.Length + (district?.Length ?? 0);
            if (!(alone?.Length > length)) // 长沙县 is not 长沙市
                return (district?.Code ?? city.Code, province.Length + length);
        }
        return alone is { } found ? (found.Code, province.Length + found.Length) : null;
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
