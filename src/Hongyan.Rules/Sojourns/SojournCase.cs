using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Sojourns;

/// <summary>One sojourn with all that is known of it: the input of every rule. The order of events does not matter.</summary>
public sealed record SojournCase(MemberFacts Member, IReadOnlyList<SojournEvent> Events, Profile Home, Profile Host, WorkCalendar Calendar)
{
    /// <summary>What was known on a day.</summary>
    public Story AsOf(DateOnly day) => new(this, day);
}
