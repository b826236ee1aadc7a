using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>
/// Home keys the departure in to the national member information system, and each host branch the arrival, from the day on that the profile
/// asks for it. A reason why it is not done settles it as well.
/// </summary>
[Clause("D-4.9")]
public sealed class RegisterNationally() : DutyRule("register-nationally", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<RegisteredNationally>(Side.Home);

    internal override bool IsMadeUp => true;

    public override ClosingRecord ClosedByOf(Party? owedBy) =>
        owedBy == Party.HostBranch ? ClosingRecord.By<RegisteredNationally>(Side.Host) : ClosedBy;

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is { Away: not null, Departure: { } departure })
        {
            var opens = Later(departure.Departs, departure.On);
            if (story.Home.Get(Parameters.NationalRegister, opens))
                yield return OweWithin(story, opens, story.Home.Get(Parameters.NationalRegisterWithin, opens), happened => IsSettled(happened, Side.Home));
        }
        foreach (var host in story.Hostings.Where(host => story.Host.Get(Parameters.NationalRegister, host.Days.First)))
        {
            var opens = host.Days.First;
            var duty = OweWithin(story, opens, story.Host.Get(Parameters.NationalRegisterWithin, opens),
                happened => IsSettled(happened, Side.Host) && host.IsOf(happened), NameOf(opens), Party.HostBranch);
            yield return (duty with { Organization = host.Organization }).ReplacedOn(host.ReplacedOn);
        }
    }

    private static bool IsSettled(SojournEvent happened, Side side) => InSystem.SideOf(happened) == side;
}
