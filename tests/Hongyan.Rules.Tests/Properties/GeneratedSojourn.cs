using Hongyan.Rules.Duties;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Properties;

/// <summary>A generated case and the day on which it is looked at.</summary>
public sealed record GeneratedSojourn(MemberFacts Member, IReadOnlyList<SojournEvent> Events, string Profile, DateOnly Day)
{
    public bool IsGuest { get; init; }

    public SojournCase Case() => Case(Policy.Profile(Profile));

    public SojournCase Case(Profile profile) => new(Member, Events, profile, profile, Policy.Calendar) { HomeIsOutside = IsGuest };

    public IReadOnlyList<Duty> Duties() => DutyBook.On(Case(), Day);

    /// <summary>As it would stand in a case file, for the report of a failure.</summary>
    public override string ToString() =>
        $"{Profile} on {Day:yyyy-MM-dd}, {(IsGuest ? "a guest" : "a member")}, {Member}:\n{string.Join('\n', Events.Select(EventJson.Write))}";
}
