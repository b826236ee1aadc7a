using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Agreements;

/// <summary>What an agreement may set in place of a policy, and nothing else (C-3.1a).</summary>
public static class AgreementValues
{
    internal static readonly string[] Intervals = ["month", "quarter", "half-year", "year"];

    /// <summary>What a text sets, by the names of the parameters.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(AgreementDrafted text) =>
        AgreedTerms.Settable.Zip(new object?[] { text.ResponsibilityModel, text.ReviewVenue, text.FeedbackInterval, text.InformInterval, text.InformWithin })
            .Where(one => one.Second is not null)
            .ToDictionary(one => one.First.Name, one => JsonSerializer.SerializeToElement(one.Second));

    internal static Interval? IntervalOf(string? word) => Array.IndexOf(Intervals, word) is var place and >= 0 ? (Interval)place : null;

    /// <summary>The field of the first interval or term that is longer than that of the stricter side; nothing when none is.</summary>
    internal static string? Looser(AgreementDrafted text, CaseStory story, DateOnly day)
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
