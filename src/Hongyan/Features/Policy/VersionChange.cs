using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>What a version of a layer changed: a value from a day on, or none any more.</summary>
internal sealed record VersionChange(Parameter Parameter, ProfileValue? Value, DateOnly From)
{
    public static IEnumerable<VersionChange> Between(ProfileLayer before, ProfileLayer after)
    {
        var old = before.Values.ToLookup(value => (value.Parameter, value.From));
        var now = after.Values.ToLookup(value => (value.Parameter, value.From));
        var brought = after.Values.Where(value => !old[(value.Parameter, value.From)].Any(one => one.Value.GetRawText() == value.Value.GetRawText())).ToList();
        foreach (var value in brought)
            yield return new VersionChange(Parameters.All[value.Parameter], value, value.From);
        foreach (var value in before.Values.Where(value => brought.TrueForAll(one => one.Parameter != value.Parameter)))
        {
            var left = now[(value.Parameter, value.From)].FirstOrDefault();
            if (left is null || left.To != value.To)
                yield return new VersionChange(Parameters.All[value.Parameter], null, left?.To?.AddDays(1) ?? value.From);
        }
    }
}
