using Hongyan.Rules.Calendar;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>What an agreement may set in place of a policy, and nothing else (C-3.1a).</summary>
internal static class AgreementValues
{
    public static readonly string[] Intervals = ["month", "quarter", "half-year", "year"];

    public static Interval? IntervalOf(string? word) => Array.IndexOf(Intervals, word) is var place and >= 0 ? (Interval)place : null;

    /// <summary>The field of the first interval or term that is longer than that of the stricter side; nothing when none is.</summary>
    public static string? Looser(AgreementDrafted text, CaseStory story, DateOnly day)
    {
        Profile[] own = [.. story.Parties.Where(party => !party.IsOutside).Select(party => party.Profile ?? story.Profile)];
        return IsLonger(text.FeedbackInterval, Parameters.FeedbackInterval) ? "feedbackInterval"
            : IsLonger(text.InformInterval, Parameters.InformInterval) ? "informInterval"
            : text.InformWithin is { } days && new Term(days, TermUnit.Workdays)
                .Strictness > own.Min(profile => profile.Get(Parameters.InformWithin, day).Strictness) ? "informWithin"
            : null;

        bool IsLonger(string? word, Parameter<Interval> parameter) =>
            IntervalOf(word) is { } interval && interval > own.Min(profile => profile.Get(parameter, day));
    }
}
