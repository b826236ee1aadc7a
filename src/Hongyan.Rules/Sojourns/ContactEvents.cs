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

/// <summary>A visit, a greeting or help.</summary>
public sealed record Care : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>visit, greeting, money, relief, hardship or help.</summary>
    public string? Kind { get; init; }

    /// <summary>Yuan, or what a gift is worth.</summary>
    public decimal? Amount { get; init; }
}

/// <summary>The member took part in organised life.</summary>
public sealed record OrganizedLife : SojournEvent
{
    public bool Offline { get; init; }
    public string? Kind { get; init; }

    /// <summary>The meeting on whose list he was ticked.</summary>
    public Guid? Meeting { get; init; }
}

/// <summary>The member did work that his organisation had given him.</summary>
public sealed record AssignedWorkDone : SojournEvent;

/// <summary>The member reported his thoughts and work to home.</summary>
public sealed record MemberReported : SojournEvent
{
    /// <summary>The period reported on, for example 2026 or 2026-Q1; unsaid, that of its day.</summary>
    public string? Period { get; init; }
    public string? Text { get; init; }
}

/// <summary>Place, employer, residence or phone changed.</summary>
public sealed record Changed : SojournEvent
{
    [JsonRequired]
    public string What { get; init; } = "";
}

/// <summary>The member told of a change.</summary>
public sealed record ChangeReported : SojournEvent
{
    public string? What { get; init; }

    /// <summary>The new place, employer, residence or phone.</summary>
    public string? Value { get; init; }
}

/// <summary>Word from one side to the other.</summary>
public sealed record Feedback : SojournEvent
{
    [JsonRequired]
    public Side From { get; init; }
    public string? Topic { get; init; }

    /// <summary>The letter itself; the rules never read it.</summary>
    public string? Text { get; init; }
}
