using Hongyan.Data;

namespace Hongyan.Features.Demo;

/// <summary>The organisations of 归雁县, the county to which the geese return. No county, town or village of these names exists.</summary>
internal static class DemoOrganizations
{
    public const string County = "归雁县";
    public const string Department = "001";
    public const string RegionCode = "320000";
    private const string Shanghai = "310000";

    /// <summary>The committee that counts points.</summary>
    public const string PointsCommittee = "001.003";

    /// <summary>The branch whose secretary has the sign-in of the home side, and the one of the host side.</summary>
    public const string HomeBranch = "001.001.001";
    public const string HostBranch = "001.002.001";
    public const string FloatingOrganization = "001.001.006";

    private static readonly (string Name, bool Rural, string[] Branches)[] Committees =
    [
        ("雁汀镇", true, ["芦花村", "渡口村", "长堤村", "上圩村", "雁汀社区", ""]),
        ("鸿衢街道", false, ["商圈联合", "信使社区", "北塔社区", "物流园", "环卫联合", "退休干部"]),
        ("望云镇", true, ["望云村", "石磨村", "梨坞村", "竹里村", "望云社区", "水产合作社"]),
        ("归鸿经济开发区", false, ["机械园", "纺织园", "电子园", "冷链园", "开发区机关", "创业园"]),
    ];

    public static IEnumerable<Organization> All()
    {
        yield return Place(Department, $"中共{County}委组织部", "organization-department", profile: "national");
        for (var committee = 1; committee <= Committees.Length; committee++)
        {
            var (name, rural, branches) = Committees[committee - 1];
            var path = $"{Department}.{committee:000}";
            yield return Place(path, $"中共{County}{name}{(rural ? "委员会" : "工作委员会")}", "committee", path == PointsCommittee ? "banner-d" : null);
            for (var branch = 1; branch <= branches.Length; branch++)
            {
                var below = $"{path}.{branch:000}";
                yield return below == FloatingOrganization
                    ? Place(below, $"{County}驻沪流动党员党支部", "floating-organization", region: Shanghai)
                    : Place(below, $"{name}{branches[branch - 1]}党支部", "branch");
            }
        }
    }

    /// <summary>The branches in which members are registered.</summary>
    public static IReadOnlyList<string> Homes { get; } = [.. All().Where(place => place.Kind == "branch").Select(place => place.Path)];

    public static string Floating => FloatingOrganization;

    public static string CommitteeOf(string path) => path[..PointsCommittee.Length];

    public static string TownOf(string path) => Committees[int.Parse(path.AsSpan(4, 3)) - 1].Name;

    public static bool IsRural(string path) => Committees[int.Parse(path.AsSpan(4, 3)) - 1].Rural;

    private static Organization Place(string path, string name, string kind, string? profile = null, string region = RegionCode) => new()
    {
        Path = path,
        Name = name,
        Kind = kind,
        RegionCode = region,
        Phone = $"199 0000 9{(path.Length + 1) / 4}{path[^2..]}",
        Address = path == Department ? $"{County}雁门路1号" : $"{County}{TownOf(path)}",
        Fax = kind == "committee" ? $"199 0000 8{(path.Length + 1) / 4}{path[^2..]}" : null,
        Postcode = kind == "committee" ? "990000" : null,
        Profile = profile,
    };
}
