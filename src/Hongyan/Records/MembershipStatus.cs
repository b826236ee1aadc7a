using Hongyan.Data;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>
/// What the records of a stay mean for the member himself: whether he is a full member, when probation ends, where he is registered.
/// Derived from the records before and after, so that a correction takes back what the corrected record had done.
/// </summary>
public static class MembershipStatus
{
    public static void Settle(Member member, Sojourn sojourn, IReadOnlyList<SojournEvent> before, IReadOnlyList<SojournEvent> after)
    {
        Convert(member, ConversionCourse.Holding(before), ConversionCourse.Holding(after));
        Move(member, sojourn, Last(before), Last(after));
        Enter(member, before.OfType<TransferredIn>().FirstOrDefault(), after.OfType<TransferredIn>().FirstOrDefault());
    }

    private static void Convert(Member member, ApprovedConversion? was, ApprovedConversion? holds)
    {
        if (was == holds)
            return;
        if (was?.Decided.Result == "cancelled")
            member.LeftOn = null;
        var end = (holds ?? was)!.Decided.ProbationEnds ?? member.EndOfProbation;
        (member.Status, member.ProbationEnds, member.FullSince) = holds?.Decided switch
        {
            { Result: "converted" } => ("full", end, end),
            { Result: "extended" } extension => ("probationary", extension.ExtendedTo ?? end?.AddMonths(ConversionCourse.ShortestExtensionMonths), null),
            _ => ("probationary", end, null),
        };
        if (holds?.Decided.Result == "cancelled")
            member.LeftOn = holds.On;
    }

    /// <summary>The registration goes to a branch of this installation, or leaves it; the stay and its history remain with the old home.</summary>
    private static void Move(Member member, Sojourn sojourn, Transferred? was, Transferred? holds)
    {
        if (was == holds)
            return;
        if (was is not null)
            (member.HomePath, member.LeftOn) = (sojourn.HomePath, null);
        if (holds?.Branch is { } branch)
            (member.HomePath, member.LeftOn) = (branch, null);
        else if (holds is not null)
            member.LeftOn = holds.On;
    }

    /// <summary>A guest's registration comes to a branch here; his stay and its history remain what they were.</summary>
    private static void Enter(Member member, TransferredIn? was, TransferredIn? holds)
    {
        if (was != holds)
            (member.HomePath, member.LeftOn) = (holds?.Branch, null);
    }

    private static Transferred? Last(IEnumerable<SojournEvent> events) => events.OfType<Transferred>().MaxBy(one => one.On);
}
