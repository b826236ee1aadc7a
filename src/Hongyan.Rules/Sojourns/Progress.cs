using System.Collections.Frozen;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The state machine of a sojourn, collected from its types of records: which event leads where.</summary>
public static class Progress
{
    /// <summary>(state, event) → state.</summary>
    public static FrozenDictionary<(string State, string Event), string> Steps { get; } = SojournRecords.Book.Types
        .SelectMany(type => type.Steps, (type, step) => KeyValuePair.Create((step.From, type.Name), step.Into)).ToFrozenDictionary();

    /// <summary>The events that move a case on; all others can happen in any state.</summary>
    public static FrozenSet<string> Moving { get; } = SojournRecords.Book.Types.Where(type => type.Steps.Count > 0).Select(type => type.Name).ToFrozenSet();

    /// <summary>Why a type of event cannot follow on a state; nothing when it can.</summary>
    public static Refusal? RefusalOf(string state, string type) => !Moving.Contains(type) || Steps.ContainsKey((state, type)) ? null : Engine.Refusal.Of(
        SojournRecords.Book[type].StepRefusals.GetValueOrDefault(state) ?? (SojournState.IsEnd(state) ? "refusal.ended" : "refusal.state"));

    /// <summary>
    /// Why the present state of the case does not take this type, whoever writes it; nothing when it does. What happened while the member was
    /// away can be typed after his return, but is no longer on offer.
    /// </summary>
    public static Refusal? RefusalOf(RecordType type, ISojournState sojourn) => RefusalOf(sojourn.State, type.Name)
        ?? (type.OfGuests is { } only && only != sojourn.HomeIsOutside ? Engine.Refusal.Of(only ? "refusal.member-here" : "refusal.guest") : null)
        ?? (type.WhileLost, sojourn.LostOn) switch
        {
            (true, null) => Engine.Refusal.Of("refusal.not-lost"),
            (false, { } since) => Engine.Refusal.Of("refusal.lost-already") with { On = since },
            _ when type.While == While.Ended => sojourn.State == SojournState.Returned ? null : Engine.Refusal.Of("refusal.not-returned"),
            _ => sojourn.State == SojournState.Cancelled ? Engine.Refusal.Of("refusal.cancelled") : null,
        };

    /// <summary>Why this cannot happen now; nothing when it can.</summary>
    public static Refusal? Refusal(ISojournState sojourn, SojournEvent happened) =>
        RefusalOf(sojourn.State, EventJson.TypeOf(happened)) ?? happened.RefusalIn(sojourn);

    /// <summary>Why what is written cannot follow from the records.</summary>
    /// <param name="after">All that happened, with it.</param>
    /// <param name="before">The sojourn without it.</param>
    public static Refusal? RefusalAfter(IEnumerable<SojournEvent> written, IReadOnlyList<SojournEvent> after, SojournCase before) =>
        written.Select(happened => Told.RefusalOf(happened, before) ?? happened.RefusalAfter(before, after)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Tells the case again from its beginning; refuses when one step does not follow from the one before.</summary>
    public static Refusal? Retell(ISojournState sojourn, IEnumerable<SojournEvent> events, DateOnly today)
    {
        List<SojournEvent> told = [.. events.OrderBy(happened => happened.On).ThenBy(happened => happened.PlaceInDay())];
        sojourn.EndedOn = null;
        sojourn.LastContactOn = null;
        sojourn.LostOn = null;
        if (sojourn.HomeIsOutside && told.Find(happened => happened is ReportedIn or Placed) is { } arrival)
            sojourn.DepartedOn = arrival.On; // nobody here knows more, until somebody learns of his departure
        sojourn.State = Leaving(sojourn, today);
        foreach (var happened in told)
        {
            if (RefusalOf(sojourn.State, EventJson.TypeOf(happened)) is { } refusal)
                return refusal;
            Apply(sojourn, happened);
        }
        if (SojournState.BeforeArrival.Contains(sojourn.State))
            sojourn.State = Leaving(sojourn, today);
        return null;
    }

    public static void Apply(ISojournState sojourn, SojournEvent happened)
    {
        if (sojourn.State == SojournState.Announced && happened is ReportedIn)
            sojourn.DepartedOn = happened.On; // the stay of a guest begins with his arrival, until somebody learns of his departure
        if (Steps.TryGetValue((sojourn.State, EventJson.TypeOf(happened)), out var next))
            sojourn.State = next;
        happened.Apply(sojourn);
    }

    private static string Leaving(ISojournState sojourn, DateOnly today) => sojourn.DepartedOn > today ? SojournState.Reported : SojournState.Away;
}
