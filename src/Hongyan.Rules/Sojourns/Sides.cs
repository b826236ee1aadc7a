namespace Hongyan.Rules.Sojourns;

/// <summary>The sides of a sojourn by name, as types of records say who writes them.</summary>
public static class Sides
{
    private const string HomeName = "home";
    private const string HostName = "host";

    public static IReadOnlyList<string> Home { get; } = [HomeName];

    public static IReadOnlyList<string> Host { get; } = [HostName];

    public static IReadOnlyList<string> Both { get; } = [HomeName, HostName];

    public static string NameOf(Side side) => side == Side.Home ? HomeName : HostName;

    public static Side Named(string name) => name == HomeName ? Side.Home : Side.Host;
}
