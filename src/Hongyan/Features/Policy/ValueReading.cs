using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>The value of a parameter whose kind is known only when the program runs.</summary>
internal static class ValueReading
{
    /// <exception cref="FormatException">The value is not of the parameter's kind.</exception>
    public static object Read(Parameter parameter, JsonElement value) => parameter switch
    {
        Parameter<int> count => count.Read(value),
        Parameter<bool> on => on.Read(value),
        Parameter<string> text => text.Read(value),
        Parameter<Term> term => term.Read(value),
        Parameter<Interval> interval => interval.Read(value),
        Parameter<DayOfYear> day => day.Read(value),
        Parameter<IReadOnlyList<string>> list => list.Read(value),
        _ => throw new FormatException($"There are no values for “{parameter.Name}”."),
    };

    /// <summary>The value that holds on a day after all layers are merged.</summary>
    public static object In(Profile profile, Parameter parameter, DateOnly day) => parameter switch
    {
        Parameter<int> count => profile.Get(count, day),
        Parameter<bool> on => profile.Get(on, day),
        Parameter<string> text => profile.Get(text, day),
        Parameter<Term> term => profile.Get(term, day),
        Parameter<Interval> interval => profile.Get(interval, day),
        Parameter<DayOfYear> date => profile.Get(date, day),
        Parameter<IReadOnlyList<string>> list => profile.Get(list, day),
        _ => throw new FormatException($"There are no values for “{parameter.Name}”."),
    };

    public static bool Same(object one, object other) =>
        one is IReadOnlyList<string> list && other is IReadOnlyList<string> others ? list.SequenceEqual(others) : one.Equals(other);

    public static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);
}
