using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home tells each host about the member: soon after the placement, then in every interval that begins later.</summary>
[Clause("C-2.1.2b", "B-3.2.1c")]
public sealed class HomeInform() : PeriodicRule("home-inform", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Feedback>(Side.Home);

    internal override bool IsMadeUp => true;

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        foreach (var host in story.Hostings)
        {
            var placed = host.Days.First;
            yield return OweWithin(story, placed, story.Get(story.Home, Parameters.InformWithin, placed), Closes, host.Part).ReplacedOn(host.ReplacedOn);
            foreach (var duty in OweEach(story, host.Days, story.Home, Parameters.InformInterval, Closes).Where(duty => duty.OpensOn > placed))
                yield return (duty with { Part = host.Part }).ReplacedOn(host.ReplacedOn);

            bool Closes(SojournEvent happened) => happened is Feedback { From: Side.Home } && host.IsOf(happened);
        }
    }
}
