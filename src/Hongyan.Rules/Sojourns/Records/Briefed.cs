namespace Hongyan.Rules.Sojourns;

/// <summary>The member was told, before he left, of certificate, contact, reports, dues, life, review and conduct.</summary>
public sealed record Briefed : SojournEvent
{
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>The topics that were left out, each with its reason.</summary>
    public IReadOnlyDictionary<string, string>? Missing { get; init; }

    /// <summary>All topics a profile may demand.</summary>
    public static IReadOnlyList<string> AllTopics { get; } = ["certificate", "contact", "reports", "dues", "life", "review", "conduct"];

    /// <exception cref="FormatException">There is no such topic.</exception>
    public static string CheckTopic(string topic) =>
        AllTopics.Contains(topic) ? topic : throw new FormatException($"write topics of {string.Join(", ", AllTopics)}, not {topic}.");
}
