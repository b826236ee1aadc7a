using System.Text.Json.Serialization;

namespace Hongyan.Rules.Engine;

/// <summary>One thing that happened in a case of any kind, dated by the day on which it happened.</summary>
public abstract record CaseEvent
{
    /// <summary>The day on which it happened, not the day on which it was typed.</summary>
    [JsonRequired]
    public DateOnly On { get; init; }

    /// <summary>The day on which it was typed, where a case file says so; unsaid, the day itself. Of a kept record it is the day of its row.</summary>
    public DateOnly? Typed { get; init; }

    /// <summary>A remark of whoever recorded it; the rules never read it.</summary>
    public string? Note { get; init; }
}
