using System.Text.Json;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Sojourns;

/// <summary>What home and host agreed for a stay in place of their policies, on the days that it covers. Source: conflicts §2.3.</summary>
public record AgreedTerms
{
    /// <summary>What can be agreed, and nothing else.</summary>
    internal static readonly Parameter[] Settable =
    [
        Parameters.ResponsibilityModel, Parameters.ReviewVenue, Parameters.FeedbackInterval, Parameters.InformInterval, Parameters.InformWithin,
    ];

    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>By the name of the parameter, written as in profiles; nothing where the policies stay as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Values { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What it sets on a day; nothing where it says nothing of it.</summary>
    internal object? Find(Parameter parameter, DateOnly day) =>
        Values.Count > 0 && From <= day && day <= Until && Values.TryGetValue(parameter.Name, out var value) ? parameter.ReadValue(value) : null;

    /// <exception cref="FormatException">It ends before it begins, sets what cannot be agreed, or a value is not of its kind.</exception>
    internal void Check()
    {
        if (Until < From)
            throw new FormatException($"an agreement ends on {Until:yyyy-MM-dd}, before it begins.");
        foreach (var (name, value) in Values)
            (Array.Find(Settable, parameter => parameter.Name == name) ?? throw new FormatException($"an agreement cannot set “{name}”.")).ReadValue(value);
    }
}
