using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>One stay as far as both sides know of it.</summary>
/// <param name="Other">The other side; of a guest's home as guest_home gives it.</param>
/// <param name="State">here, envelope, letter, asked, never, unknown or expected.</param>
internal sealed record MatchLine(Guid MemberId, Guid SojournId, string Name, string Branch, string? Place, string? Other, string State, DateOnly Since);

/// <summary>两地信息比对: of every open stay whether the other side has confirmed it, and how. Silence of a side outside blocks nothing.</summary>
internal static class MatchState
{
    public const string Here = "here", Envelope = "envelope", Letter = "letter", Asked = "asked", Never = "never", Unknown = "unknown", Expected = "expected";

    public static IReadOnlyList<string> All { get; } = [Unknown, Never, Asked, Expected, Letter, Envelope, Here];

    public static string ToneOf(string state) => state is Here or Letter or Envelope ? "state-done" : "state-open";
}

/// <summary>Compares both sides of the stays in the reader's scope.</summary>
public sealed class MatchedStays(HongyanDb db)
{
    /// <summary>Members of the organisation and those below it who are away.</summary>
    internal IQueryable<MatchLine> Out(string org)
    {
        var end = org + "/"; // '/' follows '.'
        return db.Database.SqlQuery<MatchLine>($"""
            select s.member_id as "MemberId", s.id as "SojournId", m.name as "Name", b.name as "Branch", s.destination as "Place",
              coalesce((select h.name from organization h where h.path = s.host_path), (select e.name from outside_organization e
                where s.host_path is null and e.id = outside_root(s.host_outside)), s.host_name) as "Other", s.departed_on as "Since",
              case when s.host_path is not null then case when s.state in ('reported-in', 'placed') then 'here' else 'expected' end
                when s.host_name is null then 'unknown'
                when exists (select from dispatch d where d.person_id = s.member_id and d.sojourn_id = s.id and d.state = 'answered')
                  or exists (select from record r where r.owner_id = s.member_id and r.case_id = s.id and r.data -> 'told' is not null
                    and not exists (select from record l where l.owner_id = r.owner_id and l.corrects_id = r.id)
                    and not exists (select from record c where c.owner_id = r.owner_id and c.case_id = r.case_id and c.type = 'host-changed'
                      and c.on_date > r.on_date and not exists (select from record l where l.owner_id = c.owner_id and l.corrects_id = c.id)))
                  then 'letter'
                when exists (select from dispatch d where d.person_id = s.member_id and d.sojourn_id = s.id and d.sent_on is not null) then 'asked'
                else 'never' end as "State"
            from sojourn s join member m on m.id = s.member_id join organization b on b.path = s.home_path
            where s.ended_on is null and s.state <> 'cancelled' and s.home_path >= {org} and s.home_path < {end}
            """);
    }

    /// <summary>People who live here: guests, and members of other branches of this installation.</summary>
    internal IQueryable<MatchLine> In(string org)
    {
        var end = org + "/";
        return db.Database.SqlQuery<MatchLine>($"""
            select s.member_id as "MemberId", s.id as "SojournId", m.name as "Name", b.name as "Branch", s.employer as "Place",
              coalesce((select h.name from organization h where h.path = s.home_path), guest_home(s.home_outside, s.home_words)) as "Other",
              s.departed_on as "Since",
              case when s.home_path is not null then 'here'
                when s.home_outside is null and coalesce(s.home_words, '') = '' then 'unknown'
                when w.answer = 'yes' then case when w.way = 'envelope' then 'envelope' else 'letter' end
                when exists (select from record r where r.owner_id = s.member_id and r.case_id = s.id and r.type = 'reported-in'
                  and r.data ->> 'shown' = 'signature') then 'envelope'
                when exists (select from record r where r.owner_id = s.member_id and r.case_id = s.id and r.type = 'home-asked'
                  and not exists (select from record l where l.owner_id = r.owner_id and l.corrects_id = r.id)) then 'asked'
                else 'never' end as "State"
            from sojourn s join member m on m.id = s.member_id join organization b on b.path = s.host_path
            left join lateral (
              select r.data ->> 'answer' as answer, r.data ->> 'way' as way from record r
              where r.owner_id = s.member_id and r.case_id = s.id and r.type = 'home-answered' and r.data ->> 'what' = 'membership'
                and not exists (select from record l where l.owner_id = r.owner_id and l.corrects_id = r.id)
                and not exists (select from record c where c.owner_id = r.owner_id and c.case_id = r.case_id and c.type = 'home-changed'
                  and c.on_date > r.on_date and not exists (select from record l where l.owner_id = c.owner_id and l.corrects_id = c.id))
              order by r.on_date desc, r.id desc limit 1) w on s.home_path is null
            where s.ended_on is null and s.state in ('reported-in', 'placed') and s.host_path >= {org} and s.host_path < {end}
            """);
    }
}
