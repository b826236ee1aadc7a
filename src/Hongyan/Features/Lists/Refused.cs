namespace Hongyan.Features.Lists;

/// <summary>Members whom the host did not accept, with the reason: home, host and both superiors read the same.</summary>
internal static class Refused
{
    public static readonly PeopleList List = new("refused")
    {
        From = Stays.Tables + """

            left join lateral (
              select r.on_date, r.data->>'code' as code from record r
              where r.member_id = s.member_id and r.sojourn_id = s.id and r.type = 'refused'
              order by r.on_date desc, r.id desc limit 1) refusal on true
            """,
        Where = $"s.ended_on is null and s.state = 'refused' and {Stays.AtEither}",
        Columns =
        [
            Stays.Member, Stays.Branch with { Name = "home" }, Stays.Host, Stays.Destination, new("refused", "refusal.on_date", Show.Day),
            new("code", "refusal.code", Show.Coded) { Words = ("Records", "choice.code.") }, Stays.LastContact,
            Stays.Sex, Stays.Phone, Stays.Departed with { OnlyInFile = true }, Stays.Contact,
        ],
        Filters = [Stays.ByName, Stays.ByPlace],
        Sort = "refused",
    };
}
