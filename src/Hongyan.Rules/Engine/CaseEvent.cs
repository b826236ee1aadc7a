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

    /// <summary>The day on which it was typed, when the duty was over by then and more than the usual days had passed.</summary>
    /// <param name="due">The last day of the duty.</param>
    /// <param name="usual">So many days may pass between what happened and its typing.</param>
    internal DateOnly? TypedLate(DateOnly due, int usual) => Typed is { } typed && typed > due && typed > On.AddDays(usual) ? typed : null;
}
