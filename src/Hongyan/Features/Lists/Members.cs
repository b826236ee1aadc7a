using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>The members of the reader's organisations, and those who live at one of them; each with his present or last stay.</summary>
internal static class Members
{
    public static readonly PeopleList List = new("members")
    {
        Address = "/Members",
        From = """
            member m
            left join lateral (select * from sojourn where member_id = m.id order by (ended_on is null) desc, departed_on desc limit 1) s on true
            left join organization home on home.path = m.home_path
            left join organization host on host.path = s.host_path
            """,
        Where = """
            m.left_on is null and (m.home_path >= @lo and m.home_path < @hi
              or m.id in (select member_id from sojourn where host_path >= @lo and host_path < @hi))
            """,
        Roster = new("members", Access.Home),
        Adds = new("member", "/Members/Register", Access.Registering),
        Keys = ["m.id"],
        Choice = "m.id::text",
        Columns =
        [
            SojournColumns.Member, SojournColumns.Branch with { Order = "m.home_path" }, State, SojournColumns.Destination, SojournColumns.Host,
            SojournColumns.LastContact, SojournColumns.Overdue,
            SojournColumns.Sex, SojournColumns.Phone, new("status", "m.status", Show.Coded) { Words = ("Members", "status."), OnlyInFile = true },
        ],
        Filters =
        [
            SojournColumns.ByName,
            new ChoiceFilter("show", ("", ""), ("away", "s.ended_on is null and s.id is not null"), ("home", "(s.id is null or s.ended_on is not null)")),
            new ChoiceFilter("status", ("", ""), ("full", "m.status = 'full'"), ("probationary", "m.status = 'probationary'"))
            {
                Words = ("Members", "status."),
            },
        ],
        Sort = "branch",
    };

    // Who is back is at home, however his last stay ended.
    private static Column State =>
        new("state", "case when s.ended_on is not null then null when s.lost_on is not null then 'lost' else s.state end", Show.Coded)
        {
            Words = ("Duties", "sojourn."),
        };
}
