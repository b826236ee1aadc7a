using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>Letters and messages between the sides: what nobody here has read, or everything.</summary>
internal static class Letters
{
    private const string Unread = """
        (e.home_seen_at is null and e.home_path >= @lo and e.home_path < @hi or e.host_seen_at is null and e.host_path >= @lo and e.host_path < @hi)
        """;

    private const string From = """
        exchange e
        join sojourn s on s.member_id = e.member_id and s.id = e.sojourn_id
        join member m on m.id = e.member_id
        left join organization home on home.path = e.home_path
        left join organization host on host.path = e.host_path
        """;

    public static readonly PeopleList List = new("letters")
    {
        Address = "/Correspondence",
        From = From,
        Where = "(e.home_path >= @lo and e.home_path < @hi or e.host_path >= @lo and e.host_path < @hi)",
        Keys = ["e.member_id", "e.id"],
        Opens =
            "case e.kind when 'letter' then '/Correspondence/' || e.member_id || '/' || e.id "
                + "else '/Members/' || e.member_id || '/Messages/' || e.sojourn_id end",
        Choice = $"case when e.kind = 'letter' and {Unread} then e.member_id || '.' || e.id end",
        Columns =
        [
            SojournColumns.Member,
            new("what", "coalesce(case e.kind when 'letter' then coalesce(e.topic, 'general') end, 'message')", Show.Coded) { Words = ("Lists", "letter.") },
            new("side", "e.writer", Show.Coded) { Words = ("Correspondence", "side.") },
            new("from", "case e.writer when 'home' then home.name when 'host' then coalesce(host.name, s.host_name) end"),
            new("written", "e.on_date", Show.Day) { Order = "e.written_at" },
            new("read", $"case when {Unread} then 'unread' else 'read' end", Show.Coded) { Words = ("Correspondence", "state."), Order = "" },
        ],
        Filters =
        [
            SojournColumns.ByName,
            new ChoiceFilter("seen", ("", Unread), ("all", "")),
            new ChoiceFilter("kind", ("", ""), ("letter", "e.kind = 'letter'"), ("message", "e.kind = 'message'")),
            new ChoiceFilter("side", ("", ""), ("home", "e.writer = 'home'"), ("host", "e.writer = 'host'"), ("member", "e.writer = 'member'"))
            {
                Words = ("Correspondence", "side."),
            },
        ],
        Sort = "-written",
        Bulk = [new("read", "/Correspondence/Acknowledge", "letter", Access.Sides)],
    };
}
