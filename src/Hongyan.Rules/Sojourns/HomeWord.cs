namespace Hongyan.Rules.Sojourns;

/// <summary>What a home outside is known to have said of a guest: its word may come by paper or telephone, and may not come at all.</summary>
/// <param name="KnownFrom">Since when anybody here knows which home it is; nothing while nobody does.</param>
/// <param name="ConfirmedOn">The day on which it said that he is its member, by its word or its signature; nothing when it has not, or denies it.</param>
/// <param name="ShownOn">The day on which he showed a certificate or a letter.</param>
public sealed record HomeWord(DateOnly? KnownFrom, DateOnly? ConfirmedOn, DateOnly? ShownOn)
{
    private static readonly HomeWord None = new(DateOnly.MinValue, null, null);

    /// <summary>The day on which it said last that he is no member of it; nothing once it says otherwise, or another home is asked.</summary>
    public DateOnly? DeniedOn { get; private init; }

    /// <summary>Since when there is something to go by beside what he says himself; nothing while he is unconfirmed.</summary>
    public DateOnly? TrustedFrom => ConfirmedOn is { } said && !(ShownOn < said) ? said : ShownOn;

    public static HomeWord In(IEnumerable<SojournEvent> events) =>
        events.Where(happened => Rank(happened) > 0).OrderBy(happened => happened.On).ThenBy(Rank).Aggregate(None, (word, happened) => happened switch
        {
            Announced announced => announced.IsByHome ? word with { ConfirmedOn = word.ConfirmedOn ?? announced.On } : word,
            ReportedIn arrived => word.After(arrived, isFirst: ReferenceEquals(word, None)),
            HomeChanged changed => new HomeWord(word.KnownFrom ?? changed.On, null, null), // another home has confirmed nothing yet
            HomeAnswered { Answer: HomeAnswered.Yes } => word with { ConfirmedOn = word.ConfirmedOn ?? happened.On, DeniedOn = null },
            HomeAnswered { Answer: HomeAnswered.No } => word with { ConfirmedOn = null, ShownOn = null, DeniedOn = happened.On },
            _ => word,
        });

    private HomeWord After(ReportedIn arrived, bool isFirst) => new(
        arrived.HomeUnknown ? isFirst ? null : KnownFrom : isFirst ? KnownFrom : KnownFrom ?? arrived.On,
        ConfirmedOn ?? (arrived.Shown == ReportedIn.Signature ? arrived.On : null),
        ShownOn ?? (arrived.Shown is ReportedIn.Certificate or ReportedIn.Letter ? arrived.On : null))
    {
        DeniedOn = DeniedOn,
    };

    // On one day he is announced, arrives, is found to belong elsewhere, and that home answers, in this order.
    private static int Rank(SojournEvent happened) => happened switch
    {
        Announced => 1,
        ReportedIn => 2,
        HomeChanged => 3,
        HomeAnswered answer when answer.IsAbout(HomeAsked.Membership) => 4,
        _ => 0,
    };
}
