using System.Reflection;

namespace Hongyan.Platform;

/// <summary>Which Hongyan this is, and since when it runs.</summary>
internal static class Release
{
    public static string Version { get; } =
        typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static DateTimeOffset StartedAt { get; } = new(System.Diagnostics.Process.GetCurrentProcess().StartTime);
}
