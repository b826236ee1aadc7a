using Hongyan.Data;

namespace Hongyan.Features.Demo;

/// <summary>Service stations where the county's members go: published, one still prepared, one closed.</summary>
internal static class DemoStations
{
    public static IEnumerable<Station> All(DateOnly today)
    {
        yield return Open(1, DemoOrganizations.FloatingOrganization, "雁归浦东党员服务站", "上海市浦东新区鸿雁路18号二楼", "310115", ["job", "training", "rights", "life"]);
        yield return Open(2, DemoOrganizations.FloatingOrganization, "雁归黄浦党员服务点", "上海市黄浦区归巢里6号", "310101", ["job", "rights"]);
        yield return Open(3, "001.002", "鸿衢街道党员服务站", "江苏省南京市玄武区鸿衢街道雁行路101号", "320102", ["job", "training", "rights", "life", "dues"]);
        yield return Open(4, "001.004", "开发区务工党员之家", "江苏省南京市玄武区开发区北雁路3号", "320102", ["job", "training"]);
        var prepared = Open(5, "001.002", "商圈联合服务点", "江苏省南京市玄武区商圈一楼", "320102", ["rights"]);
        prepared.PublishedOn = null;
        yield return prepared;
        var closed = Open(6, "001.003", "望云镇旧服务点", "江苏省南京市玄武区望云镇老街", "320102", ["life"]);
        closed.ClosedOn = today.AddDays(-40);
        yield return closed;

        Station Open(int number, string org, string name, string address, string region, string[] services) => new()
        {
            Id = Guid.CreateVersion7(),
            OrgPath = org,
            Name = name,
            Address = address,
            Hours = number % 2 == 1 ? "周一至周五 9:00—17:30，周六 9:00—12:00" : "每天 14:00—20:00",
            Phone = $"1990000980{number}",
            Services = services,
            RegionCode = region,
            PublishedOn = today.AddDays(-30 * (number + 2)),
        };
    }
}
