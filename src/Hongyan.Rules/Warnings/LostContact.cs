using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>No contact of any kind for six months. Marking a member as lost remains a person's act.</summary>
[Clause(Facts = "facts §3, §7")]
public sealed class LostContact() : WarningRule("lost-contact")
{
    public override Warning? In(Story story)
    {
        if (story.Away is not { } away || !away.Holds(story.AsOf))
            return null;
        var since = story.Events.Where(IsSignOfLife).Select(happened => happened.On).Append(away.First).Max();
        var reached = since.AddMonths(story.Home.Get(Parameters.LostContactMonths, story.AsOf));
        return story.AsOf >= reached ? Warn(since, reached) : null;
    }

    private static bool IsSignOfLife(SojournEvent happened) => happened is Contact { Reached: true }
        or Care or OrganizedLife or AssignedWorkDone or DuesPaid or MemberReported or ChangeReported or ReportedIn or CertificatePresented or DepartureReported;
}
