using Hongyan.Records;

namespace Hongyan.Features.Demo;

/// <summary>Where a stay goes, and who is host there.</summary>
internal static class Destination
{
    private static readonly (string Code, string Name, string Host)[] Outside =
    [
        ("310000", "上海市", "浦江示范商圈第三党支部"),
        ("320500", "江苏省苏州市", "金鸡湖示范工业坊党支部"),
        ("330100", "浙江省杭州市", "钱塘示范园区第二党支部"),
        ("440300", "广东省深圳市", "鹏城示范科技园党支部"),
        ("340100", "安徽省合肥市", "巢湖示范物流港党支部"),
        ("320100", "江苏省南京市", "秦淮示范街区党支部"),
        ("110000", "北京市", "京畿示范楼宇党支部"),
    ];

    private static readonly string[] Employers =
        ["示范机械厂", "示范电子有限公司", "示范快递网点", "示范建筑工地", "示范餐饮店", "示范纺织厂", "示范家政公司", "示范软件公司"];

    public static SojournFacts Of(int number, PlannedSojourn stay, string home)
    {
        var random = Draw.For("destination", number);
        var (code, name, host) = random.OneOf(Outside);
        var path = stay.Host switch
        {
            HostKind.HostBranch => DemoOrganizations.HostBranch,
            HostKind.HostCommittee => DemoOrganizations.HostBranch[..7],
            HostKind.FloatingOrganization => DemoOrganizations.FloatingOrganization,
            HostKind.County => random.OneOf([.. DemoOrganizations.Homes.Where(place => place != DemoOrganizations.HostBranch && place[..7] != home[..7])]),
            _ => null,
        };
        if (stay.Host == HostKind.FloatingOrganization)
            (code, name) = ("310000", "上海市");
        else if (path is not null)
            (code, name) = (DemoOrganizations.RegionCode, DemoOrganizations.County + DemoOrganizations.TownOf(path));
        return new SojournFacts
        {
            HostPath = path,
            HostName = stay.Host == HostKind.Outside ? name + host : null,
            Destination = name,
            DestinationCode = code,
            Employer = random.Chance(0.8) ? random.OneOf(Employers) : null,
        };
    }
}
