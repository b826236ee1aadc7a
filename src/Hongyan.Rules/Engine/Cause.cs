namespace Hongyan.Rules.Engine;

/// <summary>A record that may cause another one.</summary>
/// <param name="Type">Its type.</param>
public sealed record Cause(string Type)
{
    /// <summary>The day of the cause when it is not the day of its record.</summary>
    public Func<CaseEvent, DateOnly> DayOf { get; init; } = happened => happened.On;

    /// <summary>Whether this cause is that of this effect, where a case may hold several of them.</summary>
    public Func<CaseEvent, CaseEvent, bool> Concerns { get; init; } = (_, _) => true;
}

/// <summary>Two records in the wrong order: the effect is dated before its cause.</summary>
public sealed record CauseViolation<T>(T Effect, T Cause, DateOnly CauseDay)
    where T : CaseEvent;

/// <summary>
/// No record before its cause: of the causes of a type one must be dated on or before its day. A cause that nobody recorded
/// demands nothing; whether it must be recorded at all is for the state of the case to say.
/// </summary>
public static class Causes
{
    /// <summary>The first violation in which a new record takes part; what was written before is left as it is.</summary>
    /// <param name="events">All records of the case that hold, the new ones among them.</param>
    /// <param name="isNew">Whether a record is being written now.</param>
    public static CauseViolation<T>? Violation<T>(RecordBook book, IReadOnlyCollection<T> events, Func<T, bool> isNew)
        where T : CaseEvent
    {
        var byType = events.ToLookup(happened => book.Of(happened).Name);
        foreach (var effect in events)
        {
            var causes = book.Of(effect).Causes;
            if (causes.Count == 0)
                continue;
            var found = causes.SelectMany(cause => byType[cause.Type].Where(one => !ReferenceEquals(one, effect) && cause.Concerns(effect, one))
                .Select(one => (Happened: one, Day: cause.DayOf(one)))).ToList();
            if (found.Count == 0 || found.Exists(one => one.Day <= effect.On))
                continue;
            var first = found.MinBy(one => one.Day);
            if (isNew(effect) || found.Exists(one => isNew(one.Happened)))
                return new CauseViolation<T>(effect, first.Happened, first.Day);
        }
        return null;
    }
}
