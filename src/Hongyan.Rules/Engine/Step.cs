namespace Hongyan.Rules.Engine;

/// <summary>A record moves the state of its case: (state, record) → state.</summary>
public readonly record struct Step(string From, string Into)
{
    /// <summary>The same step from each of some states.</summary>
    public static IReadOnlyList<Step> To(string state, params IEnumerable<string> from) => [.. from.Select(one => new Step(one, state))];
}
