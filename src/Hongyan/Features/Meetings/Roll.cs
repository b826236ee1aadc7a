using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Meetings;

/// <summary>Somebody who belongs to a branch: registered and at home, placed there from elsewhere, or registered and away.</summary>
/// <param name="Tie">home, hosted or away.</param>
/// <param name="SojournId">The open stay of a hosted or away member.</param>
public sealed record Belonging(Guid Id, string Name, string? HomePath, string? Home, string Status, string Tie, Guid? SojournId);

/// <summary>Everybody who belongs to a branch on this day, in one query.</summary>
public static class Roll
{
    public const string Home = "home", Hosted = "hosted", Away = "away";

    public static async Task<IReadOnlyList<Belonging>> OfAsync(HongyanDb db, string org, CancellationToken cancellation) =>
        await db.Database.SqlQuery<Belonging>($"""
            select m.id as "Id", m.name as "Name", m.home_path as "HomePath",
                   coalesce(o.name, guest_home(s.home_outside, s.home_words)) as "Home", m.status as "Status",
                   case when s.id is null then 'home' when m.home_path = {org} and s.host_path is distinct from {org} then 'away' else 'hosted' end as "Tie",
                   s.id as "SojournId"
            from member m
            left join organization o on o.path = m.home_path
            left join lateral (
              select id, host_path, state, home_outside, home_words from sojourn
              where member_id = m.id and ended_on is null and state <> 'cancelled' and state <> 'reported' order by departed_on desc limit 1) s on true
            where m.left_on is null
              and (m.home_path = {org}
                or m.id in (select member_id from sojourn where host_path = {org} and ended_on is null and state = 'placed'))
            order by (m.home_path = {org} and s.id is not null and s.host_path is distinct from {org}), s.id is null, m.name, m.id
            """).ToListAsync(cancellation);
}
