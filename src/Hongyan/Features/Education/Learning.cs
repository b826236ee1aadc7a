using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Education;

/// <summary>One floating member of a branch, and his hours in a year.</summary>
public sealed record Learner
{
    public required Guid Member { get; init; }
    public required Guid Sojourn { get; init; }
    public required string Name { get; init; }

    /// <summary>away: of this branch and away; hosted: placed here; returned: back since a short time.</summary>
    public required string Tie { get; init; }
    public required decimal Hours { get; init; }
    public required int Times { get; init; }
    public required decimal MakeUp { get; init; }
    public DateOnly? LastOn { get; init; }
}

/// <summary>Who of a branch learnt how much, in one query. Hours count wherever they were given; both sides read the same sum.</summary>
public static class Learning
{
    /// <summary>So long after his return a member is offered make-up training.</summary>
    private const int DaysAfterReturn = 120;

    public static async Task<IReadOnlyList<Learner>> OfAsync(HongyanDb db, string org, int year, DateOnly today, CancellationToken cancellation)
    {
        var (first, last, since) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), today.AddDays(-DaysAfterReturn));
        return await db.Database.SqlQuery<Learner>($"""
            with stay as (
              select distinct on (s.member_id) s.*, case when s.ended_on is not null then 'returned' when s.host_path = {org} then 'hosted'
                else 'away' end as tie
              from sojourn s
              where (s.home_path = {org} and (s.ended_on is null or s.state = 'returned' and s.ended_on >= {since})
                 or s.host_path = {org} and s.ended_on is null and s.state = 'placed')
                and s.state not in ('reported', 'cancelled')
              order by s.member_id, s.ended_on is null desc, s.departed_on desc),
            learnt as (
              select r.owner_id, sum((r.data ->> 'hours')::numeric) as hours, count(*)::int as times, max(r.on_date) as last_on,
                     sum((r.data ->> 'hours')::numeric) filter (where r.data ->> 'kind' = 'make-up') as make_up
              from record r
              where r.type = 'educated' and r.on_date between {first} and {last} and r.owner_id in (select member_id from stay)
                and not exists (select 1 from record later where later.owner_id = r.owner_id and later.corrects_id = r.id)
              group by r.owner_id)
            select m.id as "Member", s.id as "Sojourn", m.name as "Name", s.tie as "Tie", coalesce(l.hours, 0) as "Hours", coalesce(l.times, 0) as "Times",
                   coalesce(l.make_up, 0) as "MakeUp", l.last_on as "LastOn"
            from stay s join member m on m.id = s.member_id left join learnt l on l.owner_id = s.member_id
            order by s.tie = 'hosted' desc, s.tie = 'returned', m.name, m.id
            """).ToListAsync(cancellation);
    }
}
