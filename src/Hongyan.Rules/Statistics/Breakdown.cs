namespace Hongyan.Rules.Statistics;

/// <summary>How many of the floating members belong to one group.</summary>
public sealed record GroupCount(string Key, int Count);

/// <summary>The floating members, each in exactly one group of one kind: sex, age, education, direction or duration.</summary>
/// <param name="Name">The kind of group.</param>
/// <param name="Groups">The groups that are always named, also with nobody in them, then those that occur.</param>
public sealed record Breakdown(string Name, IReadOnlyList<GroupCount> Groups)
{
    /// <param name="rank">The order of the groups that are not always named; where two have the same rank, the larger comes first.</param>
    internal static Breakdown Of(string name, IReadOnlyList<string> always, IEnumerable<(string Key, int Count)> keys, Func<string, int>? rank = null)
    {
        var counts = keys.GroupBy(one => one.Key, one => one.Count).ToDictionary(group => group.Key, group => group.Sum());
        var others = counts.Where(pair => !always.Contains(pair.Key))
            .OrderBy(pair => pair.Key == Situation.Unknown)
            .ThenBy(pair => rank?.Invoke(pair.Key) ?? 0)
            .ThenByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key);
        return new Breakdown(name, [.. always.Concat(others).Select(key => new GroupCount(key, counts.GetValueOrDefault(key)))]);
    }
}
