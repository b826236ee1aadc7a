using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>Who was registered by hand and whose basic data was changed: the committee sees it on the same day.</summary>
internal static class ByHand
{
    private const string Day = "(b.recorded_at at time zone 'Asia/Shanghai')::date";

    public static readonly PeopleList List = new("by-hand")
    {
        From = """
            membership_record b
            join member m on m.id = b.member_id
            left join organization home on home.path = m.home_path
            left join account writer on writer.id = b.account_id
            """,
        Where = "m.home_path >= @lo and m.home_path < @hi",
        Keys = ["b.member_id", "b.id"],
        Choice = "null::text",
        Policy = Access.Home,
        Columns =
        [
            SojournColumns.Member, SojournColumns.Branch with { Value = "home.name", Order = "m.home_path" },
            new("entry", "b.type", Show.Coded) { Words = ("Members", "membership.") },
            new("basic-field", "b.field", Show.Coded) { Words = ("Members", "basic.") },
            new("recorded", Day, Show.Day) { Order = "b.recorded_at" },
            new("writer", "writer.display_name"),
        ],
        Filters =
        [
            SojournColumns.ByName,
            new ChoiceFilter("recorded", ("", ""), ("today", $"{Day} = @today"), ("month", $"{Day} > @today - 30")),
            new ChoiceFilter("entry", ("", ""), ("registered", "b.type = 'registered'"), ("basic-data-changed", "b.type = 'basic-data-changed'")),
        ],
        Sort = "-recorded",
    };
}
