using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home looks at the certificate of a member who came back and learns how he did.</summary>
[Clause("A-2.1.4", "B-3.1.1b", "C-2.1.2h")]
public sealed class CheckReturn() : DutyRule("check-return", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ReturnChecked>(Side.Home);

    internal override bool IsMadeUp => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is { Away: not null } && story.First<Returned>() is { } returned)
        {
            yield return OweWithin(story, returned.On, story.Home.Get(Parameters.ReturnCheckWithin, returned.On), happened => happened is ReturnChecked);
        }
    }
}
