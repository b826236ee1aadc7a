namespace Hongyan.Features.Lists;

/// <summary>Letters of transfer that went out or came in, and where each stands.</summary>
internal static class TransfersUnderWay
{
    private const string Going = "t.home_path >= @lo and t.home_path < @hi";
    private const string Coming = "t.to_path >= @lo and t.to_path < @hi";
    private const string UnderWay = "t.moved_on is null and t.refused_on is null and t.voided_on is null";

    // As LetterState tells it
    private const string State = """
        case when t.moved_on is not null then 'moved' when t.refused_on is not null then 'refused' when t.received_on is not null then 'received'
          when t.voided_on is not null then 'void' when t.valid_until < @today then 'lapsed' else 'under-way' end
        """;

    public static readonly PeopleList List = new("transfers")
    {
        From = "transfer t left join organization sender on sender.path = t.from_path",
        Where = $"({Going} or {Coming})",
        Keys = ["t.member_id", "t.id"],
        Opens =
            $"case when {Going} then '/Transfers/Stay/' || t.member_id || '/' || t.sojourn_id else '/Transfers/Incoming/' || t.member_id || '/' || t.id end",
        Choice = "null::text",
        Columns =
        [
            SojournColumns.Member with { Value = "t.name", Order = "t.name collate hongyan_name" },
            new("letter-number", "t.number"), new("sender", "sender.name"),
            new("receiver", "t.to_name"), new("letter-on", "t.letter_on", Show.Day), new("valid-until", "t.valid_until", Show.DueDay),
            new("received", "t.received_on", Show.Day), new("letter-state", State, Show.Coded) { Words = ("Transfers", "state.") },
        ],
        Filters =
        [
            new TextFilter("q", "t.name"),
            new ChoiceFilter("letter", ("", UnderWay), ("waiting", $"{UnderWay} and t.received_on is null"), ("done", $"not ({UnderWay})"), ("all", "")),
            new ChoiceFilter("direction", ("", ""), ("incoming", Coming), ("outgoing", Going)),
        ],
        Sort = "valid-until",
    };
}
