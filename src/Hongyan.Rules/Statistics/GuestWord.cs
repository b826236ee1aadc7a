using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Statistics;

/// <summary>What the figures need to know of a guest: what he was received by, and what his home has said up to a day.</summary>
/// <param name="Checked">signature, certificate, letter or by-asking; nothing when no arrival is recorded.</param>
/// <param name="IsConfirmed">His home has confirmed him, or he has shown its certificate or letter, and it has not denied him since.</param>
/// <param name="AskedOn">The day on which his home was first asked whether he is its member; another home is asked anew.</param>
/// <param name="AnsweredOn">The day of its first answer to that, yes or no.</param>
/// <param name="Matched">How both sides know of the stay: envelope, letter (whatever the way of the answer), asked, never or unknown (which home).</param>
public sealed record GuestWord(string? Checked, bool IsConfirmed, DateOnly? AskedOn, DateOnly? AnsweredOn, string Matched)
{
    internal const string ByAsking = "by-asking";
    internal const string Envelope = "envelope";
    internal const string Letter = "letter";
    internal const string Asked = "asked";
    internal const string Never = "never";

    public static GuestWord On(DateOnly day, IEnumerable<SojournEvent> events)
    {
        var known = events.Where(happened => happened.On <= day).OrderBy(happened => happened.On).ThenBy(happened => happened.PlaceInDay()).ToList();
        var ofHome = known.Skip(known.FindLastIndex(happened => happened is HomeChanged) + 1).ToList();
        var asked = ofHome.OfType<HomeAsked>().FirstOrDefault(one => one.IsAbout(HomeAsked.Membership))?.On;
        var arrived = known.OfType<ReportedIn>().LastOrDefault();
        var word = HomeWord.In(known);
        var answer = ofHome.OfType<HomeAnswered>().LastOrDefault(one => one.IsAbout(HomeAsked.Membership));
        return new GuestWord(
            arrived is null ? null : arrived.Shown is null or ReportedIn.Nothing ? ByAsking : arrived.Shown,
            word.TrustedFrom is not null,
            asked,
            asked is null ? null : ofHome.OfType<HomeAnswered>().FirstOrDefault(one => one.IsAbout(HomeAsked.Membership) && one.On >= asked)?.On,
            word.KnownFrom is null ? Situation.Unknown
                : answer is { Answer: HomeAnswered.Yes } ? answer.Way == Envelope ? Envelope : Letter
                : known.Any(happened => happened is ReportedIn { Shown: ReportedIn.Signature }) ? Envelope
                : known.Any(happened => happened is HomeAsked) ? Asked
                : Never);
    }
}
