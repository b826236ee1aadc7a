using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>Certificates that wait for the committee's seal: the first of a stay, and a new one in place of one that was lost.</summary>
internal static class CertificatesToSeal
{
    public static readonly PeopleList List = new("seal")
    {
        From = $"""
            (select d.owner_id as member_id, d.case_id as sojourn_id, d.home_path, d.opens_on, d.due_on, null::date as lost_on
             from duty_owed d where d.kind = 'seal-certificate' and {SojournColumns.Owed}
             union all
             select c.member_id, c.sojourn_id, c.home_path, c.lost_on, null, c.lost_on
             from certificate c where c.lost_on is not null and not exists (
               select from certificate n where n.member_id = c.member_id and n.sojourn_id = c.sojourn_id and (n.lost_on is null or n.id > c.id))) d
            join sojourn s on s.member_id = d.member_id and s.id = d.sojourn_id
            join member m on m.id = d.member_id
            join organization home on home.path = s.home_path
            """,
        Where = "s.ended_on is null and d.home_path >= @lo and d.home_path < @hi",
        Keys = ["d.member_id", "d.sojourn_id"],
        Columns =
        [
            SojournColumns.Member, SojournColumns.Branch, SojournColumns.Destination, new("asked", "d.opens_on", Show.Day), SojournColumns.Departed,
            new("lost", "d.lost_on", Show.Day), SojournColumns.Due,
            SojournColumns.Sex, SojournColumns.Phone, SojournColumns.Contact,
        ],
        Filters = [SojournColumns.ByName, SojournColumns.ByUrgency, SojournColumns.ByDeparture],
        Sort = "due",
        Bulk = [new("seal", "/Certificates/Seal", Policy: Access.Clerk)],
    };
}
