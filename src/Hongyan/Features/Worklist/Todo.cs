using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Worklist;

/// <summary>When a duty has to be done: the three parts of the list.</summary>
public enum When
{
    Overdue,
    Soon,
    Later,
}

/// <summary>What is to be done below an organisation: the kept duties that have opened and are neither done, moot, waived nor missed.</summary>
public sealed class Todo(HongyanDb db)
{
    /// <summary>Due within so many days counts as soon.</summary>
    public const int SoonDays = 14;
    public const int PeopleOnPage = 50;

    /// <summary>A county sees the most urgent; the rest stands with each organisation.</summary>
    public const int MostOrganizations = 100;

    public static When Of(DateOnly dueOn, DateOnly today) =>
        dueOn < today ? When.Overdue : dueOn <= today.AddDays(SoonDays) ? When.Soon : When.Later;

    /// <summary>The lines of one page of people, the most urgent first. Counts and page are found in the same statement.</summary>
    /// <param name="mine">A contact person, to whom only his own people are shown.</param>
    public Task<List<Line>> LinesAsync(
        string org, DateOnly today, string? search, When? when, int page, CancellationToken cancellation, int people = PeopleOnPage, ContactPerson? mine = null)
    {
        var his = mine?.Stays;
        var soon = today.AddDays(SoonDays);
        var (from, to) = Range(when, today);
        return db.Database.SqlQuery<Line>($"""
            with todo as materialized (
              select d.owner_id as member_id, d.case_id as sojourn_id, d.kind, d.period, d.owed_by, d.org_path, d.due_on, d.clauses, d.home_path, d.host_path,
                d.unpublished_year, m.name
              from duty_owed d join member m on m.id = d.owner_id
              where d.opens_on <= {today} and d.owed_until > {today}
                and d.org_path >= {org} and d.org_path < {org + "/"} and d.kind <> all({DutyCloser.OfOrganizations})
                and ({search}::text is null or m.name like {LikePattern.Anywhere(search)})
                and ({his}::uuid[] is null or d.case_id = any({his}::uuid[]))
            ), people as (
              select member_id, min(due_on) as first_due, min(name) as name, count(*) over () as everybody
              from todo where due_on between {from} and {to} group by member_id
              order by first_due, name, member_id limit {people} offset {(page - 1) * people}
            ), alike as materialized (
              select kind, period, count(distinct member_id) as people from todo
              where kind = any({TaskOfMany.OnceKinds}) and due_on between {from} and {to} group by kind, period
            ), counts as materialized (
              select count(*) filter (where due_on < {today}) as overdue,
                     count(*) filter (where due_on between {today} and {soon}) as soon,
                     count(*) filter (where due_on > {soon}) as later from todo
            )
            select t.member_id as "MemberId", t.sojourn_id as "SojournId", t.name as "Name", t.kind as "Kind", t.period as "Period",
                   t.owed_by as "OwedBy", o.name as "Org", t.due_on as "DueOn", t.clauses as "Clauses", t.home_path as "HomePath",
                   t.host_path as "HostPath", t.unpublished_year as "UnpublishedYear", s.home_contact as "Contact",
                   c.overdue as "Overdue", c.soon as "Soon", c.later as "Later", p.everybody as "People", coalesce(a.people, 1) as "Alike"
            from people p join todo t using (member_id) cross join counts c
            left join alike a on a.kind = t.kind and a.period is not distinct from t.period
            join organization o on o.path = t.org_path
            join sojourn s on s.member_id = t.member_id and s.id = t.sojourn_id
            where t.due_on between {from} and {to}
            order by p.first_due, p.name, t.member_id, t.due_on, t.kind
            """).ToListAsync(cancellation);
    }

    /// <summary>The duties of organisations, each once however many members are away: the most urgent ones, the reader's own before others.</summary>
    /// <param name="alone">Only what the organisation owes itself, and nothing of those below it.</param>
    public Task<List<OrganizationLine>> OrganizationLinesAsync(string org, DateOnly today, CancellationToken cancellation, bool alone = false)
    {
        var (soon, end) = (today.AddDays(SoonDays), org + (alone ? "." : "/"));
        return db.Database.SqlQuery<OrganizationLine>($"""
            with owed as (
              select org_path, kind, period, due_on, clauses, (case_kind = 'sojourn')::integer as stays, case when apart then case_id end as case_id,
                     case when apart then owner_id end as owner_id, case when apart then case_kind end as case_kind, case when apart then side end as side
              from duty_owed cross join lateral (select case_kind <> 'sojourn' and not shared as apart) of_case
              where opens_on <= {today} and owed_until > {today} and org_path >= {org} and org_path < {end}
                and (case_kind <> 'sojourn' or kind = any({DutyCloser.OfOrganizations}))
            ), lines as (
              select org_path, kind, period, case_id, owner_id, case_kind, side, min(due_on) as due_on, (array_agg(clauses::text))[1]::text[] as clauses,
                sum(stays) as stays
              from owed group by org_path, kind, period, case_id, owner_id, case_kind, side
            )
            select l.org_path as "Path", o.name as "Org", l.kind as "Kind", l.period as "Period", l.due_on as "DueOn", l.clauses as "Clauses",
              l.stays as "Stays",
                   l.case_kind as "CaseKind", l.owner_id as "OwnerId", l.case_id as "CaseId", l.side as "Side", c.title as "Title",
                   count(*) filter (where l.due_on < {today}) over () as "Overdue",
                   count(*) filter (where l.due_on between {today} and {soon}) over () as "Soon",
                   count(*) filter (where l.due_on > {soon}) over () as "Later"
            from lines l join organization o on o.path = l.org_path left join "case" c on c.owner_id = l.owner_id and c.id = l.case_id
            order by l.due_on, l.org_path, l.kind, l.case_id limit {MostOrganizations}
            """).ToListAsync(cancellation);
    }

    /// <summary>The next duty that opens, for a list on which all is done.</summary>
    public async Task<DateOnly?> NextAsync(string org, DateOnly today, CancellationToken cancellation) => await db.Duties.UnsettledOn(today)
        .Where(d => d.OrgPath!.CompareTo(org) >= 0 && d.OrgPath.CompareTo(org + "/") < 0 && d.OpensOn > today)
        .MinAsync(d => (DateOnly?)d.DueOn, cancellation);

    public static (DateOnly From, DateOnly To) Range(When? when, DateOnly today) => when switch
    {
        When.Overdue => (DateOnly.MinValue, today.AddDays(-1)),
        When.Soon => (today, today.AddDays(SoonDays)),
        When.Later => (today.AddDays(SoonDays + 1), DateOnly.MaxValue),
        _ => (DateOnly.MinValue, DateOnly.MaxValue),
    };
}
