using Hongyan.Platform;

namespace Hongyan.Features.Shared;

/// <summary>The main menu, each entry for those who may open it. What belongs together stands under one heading, so that the bar stays short.</summary>
internal static class Navigation
{
    private static readonly MenuEntry[] MenuEntries =
    [
        .. Manifests.All.SelectMany(feature => feature.MenuEntries.Select(entry => entry with { Folder = feature.Name })).OrderBy(entry => entry.Place),
    ];

    /// <summary>In their order; a heading stands where the first of its entries does, and a single entry needs none.</summary>
    public static IEnumerable<Part> For(Actor actor) =>
        actor.AccountId is null ? [] : MenuEntries.Where(entry => entry.Policy is null || actor.Can(entry.Policy))
            .GroupBy(entry => entry.Under ?? entry.Address)
            .Select(group => new Part(group.Count() > 1 ? group.Key : null, [.. group]));

    /// <summary>The entry a page belongs to: the one that shares the longest address with it.</summary>
    public static MenuEntry? At(string path) => MenuEntries.Where(entry => entry.Covers(path)).MaxBy(entry => entry.Address.Length);

    /// <summary>Several entries under a heading, or one without.</summary>
    internal sealed record Part(string? Heading, IReadOnlyList<MenuEntry> MenuEntries);
}
