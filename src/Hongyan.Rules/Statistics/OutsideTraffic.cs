namespace Hongyan.Rules.Statistics;

/// <summary>So many guests refused, letters or messages of one day.</summary>
/// <param name="Kind">One of the constants of <see cref="OutsideTraffic"/>.</param>
/// <param name="Key">The code of the refusal, the way of the letter, the state of the message.</param>
/// <param name="On">When it was decided, sent or queued.</param>
/// <param name="AnsweredOn">When it was answered; nothing while it is not.</param>
/// <param name="Count">How many there are of it.</param>
public sealed record TrafficRow(string Kind, string Key, DateOnly On, DateOnly? AnsweredOn, int Count);

/// <summary>Letters of one way, and those of them that were answered.</summary>
public sealed record LetterCount(string Way, int Sent, int Answered);

/// <summary>
/// What went between an organisation and others outside from the first day of a year to the day asked for: guests who were refused, letters, and messages
/// to other installations. What was answered after the day was open on it.
/// </summary>
public sealed class OutsideTraffic
{
    public const string Refused = "refused";
    public const string Letter = "letter";
    public const string Message = "message";
    private const string Accepted = "accepted";
    private const string Withdrawn = "withdrawn";

    /// <param name="day">The last day that counts.</param>
    /// <param name="rows">Those of that year at least; others are passed over.</param>
    public OutsideTraffic(DateOnly day, IEnumerable<TrafficRow> rows)
    {
        Since = new DateOnly(day.Year, 1, 1);
        var within = rows.Where(row => row.On >= Since && row.On <= day && row.Key != Withdrawn).ToLookup(row => row.Kind);
        Refusals = Breakdown.Of(Refused, [], within[Refused].Select(row => (row.Key, row.Count)));
        Letters = [.. within[Letter].GroupBy(row => row.Key)
            .Select(way => new LetterCount(way.Key, way.Sum(row => row.Count), way.Where(row => row.AnsweredOn <= day).Sum(row => row.Count)))
            .OrderByDescending(way => way.Sent).ThenBy(way => way.Way, StringComparer.Ordinal)];
        var answered = within[Message].Where(row => row.AnsweredOn <= day).ToList();
        MessagesSent = within[Message].Sum(row => row.Count);
        MessagesAccepted = answered.Where(row => row.Key == Accepted).Sum(row => row.Count);
        MessagesRefused = answered.Where(row => row.Key == Refused).Sum(row => row.Count);
    }

    public DateOnly Since { get; }

    /// <summary>Guests who were refused, by code.</summary>
    public Breakdown Refusals { get; }

    /// <summary>By way, the most used first.</summary>
    public IReadOnlyList<LetterCount> Letters { get; }

    /// <summary>Each message is accepted, refused or still open.</summary>
    public int MessagesSent { get; }
    public int MessagesAccepted { get; }
    public int MessagesRefused { get; }
    public int MessagesOpen => MessagesSent - MessagesAccepted - MessagesRefused;

    public bool IsNothing => Refusals.Groups.Count == 0 && Letters.Count == 0 && MessagesSent == 0;
}
