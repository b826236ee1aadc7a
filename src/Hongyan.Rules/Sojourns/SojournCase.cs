using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Sojourns;

/// <summary>One sojourn with all that is known of it: the input of every rule. The order of events does not matter.</summary>
public sealed record SojournCase(MemberFacts Member, IReadOnlyList<SojournEvent> Events, Profile Home, Profile Host, WorkCalendar Calendar)
{
    private const int DaysMore = 61;

    /// <summary>Whether his home is outside this installation: then he is a guest, and nothing that home would owe is anybody's duty.</summary>
    public bool HomeIsOutside { get; init; }

    /// <summary>Whether he is away at a host outside this installation, which owes nothing here.</summary>
    public bool HostIsOutside { get; init; }

    /// <summary>What was known on a day.</summary>
    public Story AsOf(DateOnly day) => new(this, day);

    /// <summary>The same, looking some days further ahead: for duties that are stored and not worked out anew every day.</summary>
    public Story WrittenOn(DateOnly day) => new(this, day, DaysMore);
}
