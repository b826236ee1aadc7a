using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The causes of what happens while a member is away.</summary>
internal static class Beginning
{
    /// <summary>A sojourn opened by the host has no departure on record; it begins with the arrival or the placement.</summary>
    public static IReadOnlyList<Cause> Causes { get; } = [DepartureReported.Departure, new("reported-in"), new("placed")];
}
