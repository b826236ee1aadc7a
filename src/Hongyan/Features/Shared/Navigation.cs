using Hongyan.Platform;

namespace Hongyan.Features.Shared;

/// <summary>The main ways, each for those who may go them. What belongs together stands under one heading, so that the bar stays short.</summary>
internal static class Navigation
{
    private static readonly MenuEntry[] MenuEntries = [.. Manifests.All.SelectMany(feature => feature.MenuEntries).OrderBy(way => way.Place)];

    /// <summary>In their order; a heading stands where the first of its ways does, and a single way needs none.</summary>
    public static IEnumerable<Part> For(Actor actor) =>
        actor.AccountId is null ? [] : MenuEntries.Where(way => way.Policy is null || actor.Can(way.Policy))
            .GroupBy(way => way.Under ?? way.Address)
            .Select(group => new Part(group.Count() > 1 ? group.Key : null, [.. group]));

    /// <summary>The way on which a page lies: the one whose address goes furthest along with it.</summary>
    public static MenuEntry? At(string path) => MenuEntries.Where(way => way.Covers(path)).MaxBy(way => way.Address.Length);

    /// <summary>Several ways under a heading, or one without.</summary>
    internal sealed record Part(string? Heading, IReadOnlyList<MenuEntry> MenuEntries);
}
