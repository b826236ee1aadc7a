using Hongyan.Data;
using Hongyan.Rules.Outside;

namespace Hongyan.Features.Demo;

/// <summary>Organisations of other provinces from which members come and to which they go; two of them may be one.</summary>
internal static class DemoOutside
{
    public static IEnumerable<OutsideOrganization> All(Divisions divisions, DateTimeOffset at)
    {
        yield return Of(1, "雁栖县望乡镇归雁村党支部", OutsideLevel.Branch, "341500", "安徽省六安市雁栖县望乡镇归雁村");
        yield return Of(2, "望乡镇归雁村党支部", OutsideLevel.Branch, "341500", "上海市浦东新区鸿雁路18号");
        yield return Of(3, "中共青石镇委员会", OutsideLevel.Committee, "411500", "河南省信阳市青石镇政府路1号", code: "041000000101");
        yield return Of(4, "稻香乡党委", OutsideLevel.Committee, "510700", "四川省绵阳市稻香乡");
        yield return Of(5, "南粤电子产业园流动党员党支部", OutsideLevel.Floating, "441900", "广东省东莞市南粤电子产业园");
        yield return Of(6, "云岭县委组织部", OutsideLevel.Department, "530300", "云南省曲靖市云岭县", code: "053000000102");

        OutsideOrganization Of(int number, string name, string level, string region, string address, string? code = null) => new()
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            Key = OutsideName.Key(name, region, divisions),
            Level = level,
            RegionCode = region,
            NationalCode = code,
            Address = address,
            Phone = $"1990000970{number}",
            PhoneDigits = $"1990000970{number}",
            Ways = number % 2 == 0 ? ["telephone", "paper"] : ["paper", "fax", "telephone"],
            ContactName = number == 3 ? "雁青石" : null,
            ContactPost = number == 3 ? "组织干事" : null,
            ContactPhone = number == 3 ? "19900009713" : null,
            RecordedAt = at,
        };
    }
}
