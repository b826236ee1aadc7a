using System.Collections.Frozen;
namespace Hongyan.Rules.Sojourns;

/// <summary>A record that may cause another one.</summary>
/// <param name="Type">Its type.</param>
public sealed record Cause(string Type)
{
    /// <summary>The day of the cause when it is not the day of its record.</summary>
    public Func<SojournEvent, DateOnly> DayOf { get; init; } = happened => happened.On;

    /// <summary>Whether this cause is that of this effect, where a sojourn may hold several of them.</summary>
    public Func<SojournEvent, SojournEvent, bool> Concerns { get; init; } = (_, _) => true;
}

/// <summary>Two records in the wrong order: the effect is dated before its cause.</summary>
public sealed record CauseViolation(SojournEvent Effect, SojournEvent Cause, DateOnly CauseDay);

/// <summary>
/// No record before its cause: by type of record, the types one of which must be dated on or before its day. A cause that nobody recorded
/// demands nothing; whether it must be recorded at all is for the state of the sojourn to say.
/// </summary>
public static class Causes
{
    private static readonly Cause Report = new("departure-reported");
    private static readonly Cause Departure = new("departure-reported") { DayOf = happened => ((DepartureReported)happened).Departs };
    private static readonly Cause Arrival = new("reported-in");
    private static readonly Cause Placement = new("placed");
    private static readonly Cause Return = new("returned");

    // A sojourn opened by the host has no departure on record; it begins with the arrival or the placement.
    private static readonly Cause[] Begin = [Departure, Arrival, Placement];

    private static readonly Cause Letter = new("transfer-letter-issued") { Concerns = (effect, cause) => IsOfLetter(effect, ((TransferLetterIssued)cause).Letter) };

    public static FrozenDictionary<string, Cause[]> Table { get; } = new Dictionary<string, Cause[]>
    {
        ["briefed"] = [Report],
        ["contact-person-named"] = [Report with { Concerns = (effect, _) => WriterOf(effect) == Side.Home }, .. new[] { Arrival, Placement }
            .Select(cause => cause with { Concerns = (effect, _) => WriterOf(effect) == Side.Host })],
        ["certificate-sealed"] = [Report],
        ["certificate-issued"] = [new("certificate-sealed")],
        ["certificate-audited"] = [new("certificate-issued")],
        ["certificate-lost"] = [new("certificate-issued")],
        ["certificate-presented"] = [Return],
        ["certificate-withdrawn"] = [Return],
        ["return-checked"] = [Return],
        ["reported-in"] = [Departure],
        ["branch-named"] = [Arrival],
        ["placed"] = [Arrival],
        ["refused"] = [Arrival],
        ["returned"] = Begin,
        ["contact"] = Begin,
        ["attempt"] = Begin,
        ["marked-lost"] = Begin,
        ["found"] = [new("marked-lost")],
        ["care"] = Begin,
        ["served"] = Begin,
        ["educated"] = Begin,
        ["organized-life"] = Begin,
        ["assigned-work-done"] = Begin,
        ["member-reported"] = Begin,
        ["feedback"] = Begin,
        ["notified"] = Occasions(),
        ["notice-read"] = Occasions(),
        ["opinion-given"] = Occasions(),
        ["dues-reduction-decided"] = [new("dues-reduction-asked")],
        ["conversion-approved"] = [new("conversion-decided")],
        ["transfer-received"] = [Letter],
        ["transfer-refused"] = [Letter],
        ["transferred"] = [Letter],
        ["receipt-returned"] = [new("transfer-received") { Concerns = (effect, cause) => IsOfLetter(effect, ((TransferReceived)cause).Letter) }],
    }.ToFrozenDictionary();

    /// <summary>The first violation in which a new record takes part; what was written before is left as it is.</summary>
    /// <param name="events">All records of the sojourn that hold, the new ones among them.</param>
    /// <param name="isNew">Whether a record is being written now.</param>
    public static CauseViolation? Violation(IReadOnlyCollection<SojournEvent> events, Func<SojournEvent, bool> isNew)
    {
        var byType = events.ToLookup(EventJson.TypeOf);
        foreach (var effect in events)
        {
            if (!Table.TryGetValue(EventJson.TypeOf(effect), out var causes))
                continue;
            var found = causes.SelectMany(cause => byType[cause.Type].Where(one => !ReferenceEquals(one, effect) && cause.Concerns(effect, one))
                .Select(one => (Happened: one, Day: cause.DayOf(one)))).ToList();
            if (found.Count == 0 || found.Exists(one => one.Day <= effect.On))
                continue;
            var first = found.MinBy(one => one.Day);
            if (isNew(effect) || found.Exists(one => isNew(one.Happened)))
                return new CauseViolation(effect, first.Happened, first.Day);
        }
        return null;
    }

    private static Cause[] Occasions() =>
    [
        .. new[] { "election", "major-matter", "meeting" }.Select(type => new Cause(type)
        {
            DayOf = happened => ((Announcement)happened).AnnouncedOn,
            Concerns = (effect, cause) => EventOf(effect) is { } name && Duties.NotifyRights.IsNamed(name, (Announcement)cause),
        }),
    ];

    private static string? EventOf(SojournEvent happened) => happened switch
    {
        Notified notified => notified.Event,
        NoticeRead read => read.Event,
        OpinionGiven given => given.Event,
        _ => null,
    };

    private static Side? WriterOf(SojournEvent happened) => (happened as ContactPersonNamed)?.By;

    private static bool IsOfLetter(SojournEvent happened, Guid? letter)
    {
        var own = happened switch
        {
            TransferReceived received => received.Letter,
            TransferRefused refused => refused.Letter,
            ReceiptReturned receipt => receipt.Letter,
            _ => null,
        };
        return own is null || letter is null || own == letter;
    }
}
