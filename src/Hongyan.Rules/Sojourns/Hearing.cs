using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>
/// Before it is held that a guest is no member, or that nobody confirms him, he is heard: by what he says to it, or by his silence in the days that
/// he is given after he was told. A hearing before another home turned up was about that other one.
/// </summary>
public static class Hearing
{
    public const string OfNoMember = "no-member";
    public const string OfNotConfirmed = "not-confirmed";

    internal static string[] Subjects { get; } = [OfNoMember, OfNotConfirmed];

    /// <summary>Whether he has been heard by the day as of which the story is told.</summary>
    internal static bool IsHeard(Story story, string about)
    {
        var since = story.All<HomeChanged>().LastOrDefault()?.On ?? DateOnly.MinValue;
        return story.First<GuestHeard>(heard => heard.Of == about && heard.On >= since) is not null
            || story.First<GuestTold>(told => told.Of == about && told.On >= since && LastDay(story, told) < story.AsOf) is not null;
    }

    /// <summary>The last day on which he may still speak, after he was told; nothing while he has not been told.</summary>
    internal static DateOnly? LastDay(Story story, string about) =>
        story.All<GuestTold>().LastOrDefault(told => told.Of == about) is { } told ? LastDay(story, told) : null;

    /// <summary>A decision that rests on a hearing of which the records tell no more; nothing when each has one.</summary>
    public static SojournEvent? Unheard(SojournCase told) => told.HomeIsOutside
        ? told.Events.FirstOrDefault(happened => happened.HeardOf() is { } about && !IsHeard(told.AsOf(happened.On), about)) : null;

    /// <summary>The refusal of a decision about which he was not heard, with the day after which it can be taken when he says nothing.</summary>
    internal static Refusal? RefusalOf(Story story, string about) => IsHeard(story, about) ? null
        : LastDay(story, about) is { } last ? Refusal.Of("refusal.not-heard-yet") with { On = last } : Refusal.Of("refusal.not-heard");

    private static DateOnly LastDay(Story story, GuestTold told) =>
        story.Host.Get(Profiles.Parameters.GuestHeardAfter, told.On).After(told.On, story.Calendar);
}
