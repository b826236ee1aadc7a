using Hongyan.Platform;

namespace Hongyan.Browser.Everywhere;

/// <summary>Every page there is, seen by everybody who sees it differently, as the manifests say it.</summary>
public static class Pages
{
    public static IReadOnlyList<Place> All { get; } = [.. Manifests.All.SelectMany(feature => feature.Places)];

    public static TheoryData<string> Names => [.. All.Select(place => place.Name)];

    public static Place Named(string name) => All.Single(place => place.Name == name);
}
