using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>What holds for one parameter on a day, and the layer that says so.</summary>
/// <param name="Value">The merged value.</param>
/// <param name="Layer">The layer it comes from; of several that say the same, the highest.</param>
/// <param name="Said">What that layer says, with clauses, strength and dates.</param>
/// <param name="Later">Values of any layer that will hold from a later day, in order.</param>
/// <param name="Earlier">Values of any layer that have run out, in order.</param>
internal sealed record HeldValue(
    Parameter Parameter, object Value, ProfileLayer Layer, ProfileValue Said, IReadOnlyList<(ProfileLayer Layer, ProfileValue Value)> Later,
    IReadOnlyList<(ProfileLayer Layer, ProfileValue Value)> Earlier)
{
    public static HeldValue? Of(Profile profile, Parameter parameter, DateOnly day)
    {
        var spoken = profile.Spoken(parameter.Name, day).ToList();
        if (spoken.Count == 0)
            return null;
        var value = ValueReading.In(profile, parameter, day);
        var (layer, said) = spoken.Find(one => ValueReading.Same(ValueReading.Read(parameter, one.Value.Value), value)) is { Layer: not null } found
            ? found
            : spoken[^1];
        var all = from above in profile.Layers
            from one in above.Values
            where one.Parameter == parameter.Name
            orderby one.From
            select (Layer: above, Value: one);
        return new HeldValue(parameter, value, layer, said, [.. all.Where(one => one.Value.From > day)], [.. all.Where(one => one.Value.To < day)]);
    }
}
