namespace Hongyan.Features.Lists;

/// <summary>Members whom the host did not accept, with the reason: home, host and both superiors read the same.</summary>
internal static class Refused
{
    public static readonly PeopleList List = new("refused")
    {
        From = SojournColumns.Tables + """

            left join lateral (
              select r.on_date, r.data->>'code' as code from record r
              where r.owner_id = s.member_id and r.case_id = s.id and r.type = 'refused'
              order by r.on_date desc, r.id desc limit 1) refusal on true
            """,
        Where = $"s.ended_on is null and s.state = 'refused' and {SojournColumns.AtEither}",
        Columns =
        [
            SojournColumns.Member, SojournColumns.Branch with { Name = "home" }, SojournColumns.Host, SojournColumns.Destination,
            new("refused", "refusal.on_date", Show.Day),
            new("code", "refusal.code", Show.Coded) { Words = ("Records", "choice.code.") }, SojournColumns.LastContact,
            SojournColumns.Sex, SojournColumns.Phone, SojournColumns.Departed with { OnlyInFile = true }, SojournColumns.Contact,
        ],
        Filters = [SojournColumns.ByName, SojournColumns.ByPlace],
        Sort = "refused",
    };
}
