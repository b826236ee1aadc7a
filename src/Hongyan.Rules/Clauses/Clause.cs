using System.Text.Json;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Clauses;

/// <summary>How the system answers for a clause.</summary>
public enum ClauseStatus
{
    /// <summary>A rule computes it.</summary>
    Encoded,

    /// <summary>The system keeps the record that proves it.</summary>
    Recorded,

    /// <summary>It binds nobody to a dated act.</summary>
    Informative,

    /// <summary>It binds somebody, and no page writes the record yet.</summary>
    Open,
}

/// <summary>A text in the two languages of the project.</summary>
public sealed record Bilingual(string Zh, string En);

/// <summary>One clause of the five documents, its duty told in the project's own words.</summary>
public sealed record Clause(string Id, string Article, string Actor, string Zh, string En, ClauseStatus Status, Bilingual Reason)
{
    /// <summary>The letter of the document: A to E.</summary>
    public string Document => Id[..1];

    /// <exception cref="JsonException">The text is no list of clauses.</exception>
    public static IReadOnlyList<Clause> ReadAll(string json) =>
        JsonSerializer.Deserialize<IReadOnlyList<Clause>>(json, EventJson.Options) ?? [];
}
