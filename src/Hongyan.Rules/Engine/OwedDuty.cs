using Hongyan.Rules.Calendar;

namespace Hongyan.Rules.Engine;

/// <summary>
/// One clause-based demand, with its dates and the record that closed it, whoever owes it in whatever kind of case.
/// At most one of <see cref="DoneOn"/>, <see cref="MootOn"/> and <see cref="WaivedOn"/> is set: what came first settled it.
/// </summary>
public abstract record OwedDuty
{
    public required string Kind { get; init; }

    /// <summary>2026-03, 2026-Q1, 2026-H1, 2026, a festival or an occasion; nothing for what comes once.</summary>
    public string? Period { get; init; }

    /// <summary>How often it comes round by the profile that held when its period began; nothing for what comes otherwise.</summary>
    public Interval? Interval => Calendar.Period.Read(Period)?.Interval;
    public required DateOnly OpensOn { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateOnly? DoneOn { get; init; }

    /// <summary>The day on which it was late that it got done: that of its record, or that on which it was typed. Nothing when it was in time.</summary>
    public DateOnly? LateOn { get; init; }

    /// <summary>The first day on which it counts as missed unless it is settled; nothing for what stays owed until it is done.</summary>
    public DateOnly? MissedOn { get; init; }

    /// <summary>Tells apart duties of one kind and period: the placement at a further host, or the side that owes it.</summary>
    public string? Part { get; init; }

    /// <summary>The year whose public holidays are not published yet although the term reaches into it.</summary>
    public int? UnpublishedYear { get; init; }

    /// <summary>The type of the record that closed it.</summary>
    public string? ClosedBy { get; init; }
    public DateOnly? MootOn { get; init; }
    public DateOnly? WaivedOn { get; init; }

    /// <summary>Why it is moot or waived, in a word or a sentence of whoever waived it.</summary>
    public string? Note { get; init; }
    public required IReadOnlyList<string> Clauses { get; init; }

    public DutyState StateOn(DateOnly day) => new DutyDates(OpensOn, DueOn, DoneOn, LateOn, MootOn, WaivedOn, MissedOn).StateOn(day);

    internal bool IsSettledBy(DateOnly day) => DoneOn <= day || MootOn <= day || WaivedOn <= day || (MissedOn <= day && DoneOn is null);
}

/// <summary>How a demand ends otherwise than by being done.</summary>
internal static class Settling
{
    /// <summary>The duty without its demand from a day on, unless it was settled by then.</summary>
    public static T MootFrom<T>(T duty, DateOnly day, string why)
        where T : OwedDuty =>
        duty.IsSettledBy(day) ? duty : duty with { DoneOn = null, LateOn = null, ClosedBy = null, WaivedOn = null, MootOn = day, Note = why };
}
