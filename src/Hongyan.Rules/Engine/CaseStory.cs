using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Engine;

/// <summary>One case with all that is known of it: the input of every rule. Events of one day stand in the order in which they were told.</summary>
/// <param name="Profile">The policy of its owner.</param>
/// <param name="Period">The year of a yearly case.</param>
/// <param name="DutiesFrom">What was over before this day is nobody's duty: the owner was not known here.</param>
public sealed record CaseTold(
    CaseKind Kind, IReadOnlyList<CaseParty> Parties, IReadOnlyList<PartyEvent> Events, Profile Profile, WorkCalendar Calendar,
    string? Period = null, DateOnly? DutiesFrom = null)
{
    private const int DaysMore = 61;

    /// <summary>What was known on a day.</summary>
    public CaseStory AsOf(DateOnly day) => new(this, day);

    /// <summary>The same, looking some days further ahead: for duties that are stored and not worked out anew every day.</summary>
    public CaseStory WrittenOn(DateOnly day) => new(this, day, DaysMore);
}

/// <summary>
/// One case as it was known on a day: its records up to that day, the state they and time led to, what is owed and what should be seen.
/// A record that its state does not take is refused and changes nothing.
/// </summary>
public sealed class CaseStory
{
    private const int DaysToldAhead = 92;
    private readonly CaseTold told;
    private readonly int daysMore;
    private readonly List<PartyEvent> events = [];
    private readonly List<(PartyEvent Happened, Refusal Refusal)> refused = [];

    internal CaseStory(CaseTold told, DateOnly asOf, int daysMore = 0)
    {
        this.told = told;
        this.daysMore = daysMore;
        AsOf = asOf;
        State = told.Kind.FirstState;
        foreach (var happened in told.Events.Where(happened => happened.On <= asOf).OrderBy(happened => happened.On)) // stable: within a day as told
            Tell(happened);
        Turn(asOf);
    }

    public DateOnly AsOf { get; }

    public string State { get; private set; }

    /// <summary>The first day of the present state; nothing while it is the first one.</summary>
    public DateOnly? Since { get; private set; }

    /// <summary>The first day of a last state; nothing while the case goes on.</summary>
    public DateOnly? End => told.Kind.LastStates.Contains(State) ? Since : null;

    /// <summary>By day, and within a day as they were told.</summary>
    public IReadOnlyList<PartyEvent> Events => events;

    /// <summary>What was told and could not happen, with the reason.</summary>
    public IReadOnlyList<(PartyEvent Happened, Refusal Refusal)> Refused => refused;

    public CaseKind Kind => told.Kind;
    public IReadOnlyList<CaseParty> Parties => told.Parties;
    public Profile Profile => told.Profile;
    public WorkCalendar Calendar => told.Calendar;
    public string? Period => told.Period;
    public DateOnly? DutiesFrom => told.DutiesFrom;

    /// <summary>Duties are told this far ahead.</summary>
    public DateOnly Horizon => AsOf.AddDays(DaysToldAhead + daysMore);

    /// <summary>The next day on which time alone changes what is kept of the case; nothing when it holds for good.</summary>
    public DateOnly? TurnsOn
    {
        get
        {
            var next = Steps().Select(step => step.On).Where(day => day > AsOf);
            if (Kind.Duties.Any(rule => rule.TellsAhead) && End is null)
                next = next.Append(AsOf.AddDays(daysMore + 1));
            return next.Min(day => (DateOnly?)day);
        }
    }

    public IReadOnlyList<CaseDuty> Duties =>
        [.. Kind.Duties.SelectMany(rule => rule.In(this)).Where(duty => duty.OpensOn <= Horizon && !(duty.MootOn < duty.OpensOn) && !(duty.DueOn < DutiesFrom))
            .OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Kind, StringComparer.Ordinal)];

    public IReadOnlyList<CaseWarning> Warnings => [.. Kind.Warnings(this)];

    public CaseParty Party(string side) => told.Parties.First(party => party.Side == side);

    public IEnumerable<T> All<T>()
        where T : PartyEvent => events.OfType<T>();

    public T? First<T>(Func<T, bool>? where = null)
        where T : PartyEvent => events.OfType<T>().FirstOrDefault(where ?? (_ => true));

    public T? Last<T>(Func<T, bool>? where = null)
        where T : PartyEvent => events.OfType<T>().LastOrDefault(where ?? (_ => true));

    /// <summary>Why this cannot be told now; nothing when it can.</summary>
    public Refusal? RefusalOf(PartyEvent happened)
    {
        var type = Kind.Book.Of(happened);
        return !type.Sides.Contains(happened.By) ? Refusal.Of("refusal.side") : StateRefusal(type) ?? happened.RefusalIn(this);
    }

    /// <summary>Why the present state takes no record of that type; nothing when it does.</summary>
    public Refusal? StateRefusal(RecordType type) =>
        type.Steps.Count == 0 || type.Steps.Any(step => step.From == State) ? null
        : Refusal.Of(type.StepRefusals.GetValueOrDefault(State, "refusal.case.state")) with { On = Since };

    private void Tell(PartyEvent happened)
    {
        Turn(happened.On);
        if (RefusalOf(happened) is { } refusal)
        {
            refused.Add((happened, refusal));
            return;
        }
        var into = happened.Into(this);
        events.Add(happened);
        if (into is not null && into != State)
            (State, Since) = (into, happened.On);
    }

    /// <summary>Takes the steps of time up to a day.</summary>
    private void Turn(DateOnly day)
    {
        while (Steps().Where(step => step.On <= day).OrderBy(step => step.On).FirstOrDefault() is { Into: { } into } first)
            (State, Since) = (into, first.On);
    }

    private IEnumerable<(string Into, DateOnly On)> Steps() =>
        from step in Kind.TimeSteps
        where step.From == State
        let day = step.On(this)
        where day is not null
        select (step.Into, day.Value);
}
