using Hongyan.Rules.Calendar;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>What nobody owes but the parties should see: two periods without a consultation, and targets whose day has passed.</summary>
internal static class AgreementWarnings
{
    private const int Periods = 2;

    public static IEnumerable<CaseWarning> In(CaseStory story) => [.. Silent(story), .. Below(story)];

    private static IEnumerable<CaseWarning> Silent(CaseStory story)
    {
        if (story.End is not null || ConsultAgreement.SpanOf(story) is not { } span)
            yield break;
        var over = CountedPeriods.In(span, story.AsOf, story.Profile, ConsultAgreement.IntervalIn(story)).Where(counted => counted.Period.Last < story.AsOf)
            .TakeLast(Periods).ToList();
        if (over.Count == Periods && !story.All<Consulted>().Any(consulted => consulted.On >= over[0].Opens))
            yield return new CaseWarning("no-consultation", over[^1].Period.Last.AddDays(1), ["C-3.1b"]);
    }

    private static IEnumerable<CaseWarning> Below(CaseStory story) =>
        from target in AgreementTargets.Of(story)
        where story.End is null && target.Line.On < story.AsOf && !target.IsReached
        select new CaseWarning("target-below", target.Line.On.AddDays(1), ["C-3.1a"]);
}

/// <summary>The targets of the text in force, each with what was last noted of it.</summary>
/// <param name="Key">As records name it: the version and the line.</param>
public sealed record AgreementTargets(string Key, TargetLine Line, decimal? Noted)
{
    public bool IsReached => Noted >= Line.Value;

    public static IEnumerable<AgreementTargets> Of(CaseStory story) => AgreementTexts.Of(story).InForceOn(story.AsOf) is not { } version ? []
        : version.Text.Targets.Select((line, at) => (Line: line, Key: PartKeys.Of(version.Number, at)))
            .Select(target => new AgreementTargets(target.Key, target.Line,
                story.All<Consulted>().SelectMany(consulted => consulted.Results).LastOrDefault(result => result.Target == target.Key)?.Value));
}

/// <summary>How records and duties name a line of something that has a number: 2.1 is the first line of the second.</summary>
internal static class PartKeys
{
    public static string Of(int number, int line) => FormattableString.Invariant($"{number}.{line + 1}");
}
