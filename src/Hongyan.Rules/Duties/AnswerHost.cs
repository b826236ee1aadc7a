using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home answers what a host outside asks about its member, all of it.</summary>
[Clause("D-2.2b", "E-2.5")]
public sealed class AnswerHost() : DutyRule("answer-host", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<HostAnswered>(Side.Home);

    public override IEnumerable<Duty> In(Story story)
    {
        foreach (var day in story.All<AskedByHost>().GroupBy(asked => asked.On))
        {
            var last = LastAnswer(story, day.Key, [.. day.SelectMany(asked => asked.What)]);
            yield return OweWithin(story, day.Key, story.Home.Get(Parameters.HostAnswerWithin, day.Key), happened => ReferenceEquals(happened, last),
                NameOf(day.Key));
        }
    }

    /// <summary>The answer with which nothing that was asked is left; nothing while something is.</summary>
    private static HostAnswered? LastAnswer(Story story, DateOnly asked, HashSet<string> open)
    {
        foreach (var answer in story.All<HostAnswered>().Where(answer => answer.On >= asked).OrderBy(answer => answer.On))
        {
            open.ExceptWith(answer.What);
            if (open.Count == 0)
                return answer;
        }
        return null;
    }
}
