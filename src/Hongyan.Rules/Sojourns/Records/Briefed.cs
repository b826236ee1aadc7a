using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member was told, before he left, of certificate, contact, reports, dues, life, review and conduct.</summary>
public sealed record Briefed : SojournEvent, IRecord
{
    /// <summary>All topics a profile may demand.</summary>
    public static IReadOnlyList<string> AllTopics { get; } = ["certificate", "contact", "reports", "dues", "life", "review", "conduct"];

    public static RecordType Type { get; } = new("briefed")
    {
        Order = 50,
        Sides = Sides.Home,
        ContactMay = true,
        Fields =
        [
            new("topics", FieldKind.Several, false, [.. AllTopics]),
            new("missing", FieldKind.Reasons, false, [.. AllTopics]) { Explains = "topics" },
        ],
        EvidenceError = "invalid.topics",
        Causes = [new("departure-reported")],
        ForMany = new(),
    };

    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>The topics that were left out, each with its reason.</summary>
    public IReadOnlyDictionary<string, string>? Missing { get; init; }

    /// <exception cref="FormatException">There is no such topic.</exception>
    public static string CheckTopic(string topic) =>
        AllTopics.Contains(topic) ? topic : throw new FormatException($"write topics of {string.Join(", ", AllTopics)}, not {topic}.");

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => briefTopics.All(IsExplained) ? [] : ["topics"];

    private bool IsExplained(string topic) =>
        Topics?.Contains(topic) == true || (Missing?.GetValueOrDefault(topic) is { } reason && !string.IsNullOrWhiteSpace(reason));
}
