using System.Text.Json;
using Hongyan.Rules.Calendar;

namespace Hongyan.Rules.Profiles;

/// <summary>How the values of several layers become one. Source: conflicts §2.</summary>
public enum Merge
{
    /// <summary>The shorter interval or term wins: a lower layer may only tighten.</summary>
    Strictest,

    /// <summary>The highest layer that speaks wins.</summary>
    HigherAuthority,

    /// <summary>The lowest layer that speaks wins.</summary>
    Local,

    /// <summary>Everything that any layer lists.</summary>
    Union,
}

/// <summary>A policy number by its name, with the way it is read and merged.</summary>
public abstract record Parameter(string Name, Merge Merge)
{
    /// <summary>Of a number: what it counts; nothing when it counts neither days nor months.</summary>
    public TermUnit? Unit { get; init; }

    /// <exception cref="FormatException">The value is not of the parameter's kind; the message names it and says what it should be.</exception>
    internal abstract object ReadValue(JsonElement value);

    internal abstract object Combine(object higher, object lower);
}

/// <summary>A policy number whose values are <typeparamref name="T"/>.</summary>
/// <param name="Name">As in policy/profiles: contact.home.interval.</param>
/// <param name="Merge">How layers become one value.</param>
/// <param name="Read">Reads a value, or throws a <see cref="FormatException"/> that says what it should be.</param>
/// <param name="Both">The value of a higher and a lower layer together, for <see cref="Merge.Strictest"/> and <see cref="Merge.Union"/>.</param>
public sealed record Parameter<T>(string Name, Merge Merge, Func<JsonElement, T> Read, Func<T, T, T>? Both = null) : Parameter(Name, Merge)
    where T : notnull
{
    internal override object ReadValue(JsonElement value)
    {
        try
        {
            return Read(value);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"The parameter “{Name}” cannot be {value.GetRawText()}: {wrong.Message}", wrong);
        }
    }

    internal override object Combine(object higher, object lower) => Merge switch
    {
        Merge.HigherAuthority => higher,
        Merge.Strictest or Merge.Union when Both is not null => Both((T)higher, (T)lower),
        _ => lower,
    };
}
