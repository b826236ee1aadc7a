using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A branch spoke with the member, or tried to.</summary>
public sealed record Contact : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }
    public string? Means { get; init; }

    /// <summary>The single topic of case files and of records older than <see cref="Topics"/>; read both through <see cref="Subjects"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>Any of thought, work, life, dues, greeting, report-in and help.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>What was said, in a sentence or more. Encrypted in the database.</summary>
    public string? Content { get; init; }

    /// <summary>False when the member was not reached: it closes nothing and makes the details stale.</summary>
    public bool Reached { get; init; } = true;

    /// <summary>When to try again after the member was not reached.</summary>
    public DateOnly? RetryOn { get; init; }

    /// <summary>What was spoken of, whichever way it was written down.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Subjects => Topics ?? (Topic is null ? [] : [Topic]);

    public bool IsAbout(string subject) => Subjects.Contains(subject);
}
