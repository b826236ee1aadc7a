namespace Hongyan.Features.Account;

/// <summary>Enough of what a browser says about itself that its owner knows it again.</summary>
internal static class BrowserName
{
    private static readonly (string Sign, string Name)[] Browsers =
        [("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Of(string agent) => (Find(Browsers, agent), Find(Systems, agent)) switch
    {
        (null, null) => "—",
        (var browser, null) => browser,
        (null, var system) => system,
        var (browser, system) => $"{browser}, {system}",
    };

    private static string? Find((string Sign, string Name)[] known, string agent) =>
        known.FirstOrDefault(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
