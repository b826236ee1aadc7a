namespace Hongyan.Rules.Sojourns;

/// <summary>From which day on the host of a stay was outside this installation and from which day on here, as far as its records tell.</summary>
internal sealed class HostTurns
{
    private readonly bool atFirst;
    private readonly List<(DateOnly From, bool IsOutside)> turns = [];

    /// <param name="events">In their order.</param>
    /// <param name="isOutside">What is known beside the records, where they say nothing.</param>
    public HostTurns(IEnumerable<SojournEvent> events, bool isOutside)
    {
        atFirst = isOutside;
        foreach (var happened in events)
        {
            if (SaysOutside(happened) is not { } outside)
                continue;
            if (turns.Count == 0)
                atFirst = happened is HostChanged changed ? changed.WasOutside == true : outside;
            turns.Add((happened.On, outside));
        }
    }

    public bool IsOutsideOn(DateOnly day) => turns.FindLastIndex(turn => turn.From <= day) is var at and >= 0 ? turns[at].IsOutside : atFirst;

    private static bool? SaysOutside(SojournEvent happened) => happened switch
    {
        HostChanged => true,
        _ when Told.NamesHostHere(happened) => false,
        { Told: not null } => true,
        _ => null,
    };
}
