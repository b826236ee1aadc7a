using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Worklist;

/// <summary>One task that several people owe or are owed: contact for a quarter, one notice.</summary>
/// <param name="People">How many there are; <paramref name="Lines"/> holds the first of them.</param>
public sealed record TaskOfMany(string Kind, string? Period, long People, DateOnly FirstDue, DateOnly LastDue, IReadOnlyList<Line> Lines)
{
    /// <summary>Whether it was due before today.</summary>
    public bool IsLate { get; init; }

    /// <summary>Told once to everybody concerned: one act, whoever it stands beside.</summary>
    public bool IsOnce => OnceKinds.Contains(Kind);

    public static readonly string[] OnceKinds = ["notify-rights", "invite-to-life"];

    /// <summary>The form that does it for all of the row at once; nothing where each is done singly.</summary>
    /// <param name="choice">What the list shows, so that a row of more people than it names is done for all of them.</param>
    public string? ActForAll(Func<Line, DutyAction> actOf, string back, TaskChoice choice)
    {
        if (IsOnce) return Lines.Select(line => actOf(line).Address).FirstOrDefault(address => address is not null);
        var possible = Lines.Select(line => (Line: line, Act: actOf(line))).Where(one => one.Act.Address is not null).ToList();
        if (possible.Count < 2) return null;
        var (first, query) = (possible[0], new QueryBuilder());
        if (Kind == "seal-certificate") // a number is drawn with each seal
        {
            query.Add("stay", possible.Select(one => $"{one.Line.MemberId}.{one.Line.SojournId}").Distinct());
            query.Add("back", back);
            return "/Certificates/Seal" + query;
        }
        if (DutyCloser.ForMany(Kind, Period, first.Line.OwedBy) is not { } closing) return null;
        if (IsLong)
            choice.Of(this).AddTo(query);
        else
            query.Add("who", possible.Where(one => one.Act.Writer == first.Act.Writer && one.Line.OwedBy == first.Line.OwedBy)
                .Select(one => one.Line.SojournId.ToString()).Distinct());
        query.Add("side", Sides.NameOf(first.Act.Writer));
        query.Add("kind", Kind);
        if (Period is not null) query.Add("period", Period);
        query.Add("back", back);
        return $"/Batch/{closing.Type}" + query;
    }

    /// <summary>Whether there are more people than the row names.</summary>
    public bool IsLong => People > NamesOfRow;

    private int NamesOfRow => Lines.Select(line => line.SojournId).Distinct().Count();
}

/// <summary>What is to be done below an organisation, by task: the same duty of many is one row.</summary>
public sealed class TaskList(HongyanDb db)
{
    /// <summary>More people than this owing one thing, and the list stands by task unless its reader says otherwise.</summary>
    public const int Many = 5;
    public const int TasksOnPage = 20;

    /// <summary>Names behind a row; whoever wants all of a county's looks at its branches.</summary>
    public const int NamesOfTask = 50;

    /// <summary>The tasks of one page, the most urgent first. Counts, pages and names are found in the same statement.</summary>
    public async Task<(List<TaskOfMany> Tasks, int Pages)> OfAsync(
        string org, DateOnly today, string? search, When? when, int page, ContactPerson? mine, CancellationToken cancellation)
    {
        var his = mine?.Stays;
        var soon = today.AddDays(Todo.SoonDays);
        var (from, to) = Todo.Range(when, today);
        var rows = await db.Database.SqlQuery<TaskRow>($"""
            with todo as materialized (
              select d.owner_id as member_id, d.case_id as sojourn_id, d.kind, d.period, d.owed_by, d.org_path, d.due_on, d.clauses, d.home_path, d.host_path,
                d.unpublished_year,
                     m.name, d.due_on < {today} as late
              from duty_owed d join member m on m.id = d.owner_id
              where d.opens_on <= {today} and d.owed_until > {today}
                and d.org_path >= {org} and d.org_path < {org + "/"} and d.kind <> all({DutyCloser.OfOrganizations})
                and ({search}::text is null or m.name like {LikePattern.Anywhere(search)})
                and ({his}::uuid[] is null or d.case_id = any({his}::uuid[]))
            ), counts as materialized (
              select count(*) filter (where due_on < {today}) as overdue,
                     count(*) filter (where due_on between {today} and {soon}) as soon,
                     count(*) filter (where due_on > {soon}) as later from todo
            ), tasks as (
              select kind, period, late, count(distinct member_id) as people, min(due_on) as first_due, max(due_on) as last_due, count(*) over () as everything
              from todo where due_on between {from} and {to} group by kind, period, late
              order by first_due, kind, period limit {TasksOnPage} offset {(page - 1) * TasksOnPage}
            ), lines as (
              select t.*, k.people, k.first_due, k.last_due, k.everything,
                     row_number() over (partition by t.kind, t.period, k.late order by t.due_on, t.name, t.member_id) as n
              from tasks k join todo t on t.kind = k.kind and t.period is not distinct from k.period and t.late = k.late
              where t.due_on between {from} and {to}
            )
            select t.member_id as "MemberId", t.sojourn_id as "SojournId", t.name as "Name", t.kind as "Kind", t.period as "Period",
                   t.owed_by as "OwedBy", o.name as "Org", t.due_on as "DueOn", t.clauses as "Clauses", t.home_path as "HomePath",
                   t.host_path as "HostPath", t.unpublished_year as "UnpublishedYear", s.home_contact as "Contact", c.overdue as "Overdue", c.soon as "Soon",
                     c.later as "Later",
                   t.people as "People", t.people as "Alike", t.first_due as "FirstDue", t.last_due as "LastDue", t.everything as "Everything"
            from lines t cross join counts c
            join organization o on o.path = t.org_path
            join sojourn s on s.member_id = t.member_id and s.id = t.sojourn_id
            where t.n <= {NamesOfTask}
            order by t.first_due, t.kind, t.period, t.due_on, t.name, t.member_id
            """).ToListAsync(cancellation);
        var tasks = rows.GroupBy(row => (row.Kind, row.Period, row.FirstDue))
            .Select(group => new TaskOfMany(group.Key.Kind, group.Key.Period, group.First().People, group.Key.FirstDue, group.First().LastDue, [.. group])
            {
                IsLate = group.Key.FirstDue < today,
            }).ToList();
        return (tasks, (int)(((rows is [var row, ..] ? row.Everything : 0) + TasksOnPage - 1) / TasksOnPage));
    }

    /// <summary>The stays of one task on all pages of the list, the most urgent first.</summary>
    public Task<List<Guid>> StaysOfAsync(TaskChoice choice, string top, DateOnly today, ContactPerson? mine, CancellationToken cancellation)
    {
        var org = choice.Org is { } chosen && Writers.Within(chosen, top) ? chosen : top;
        var his = mine?.Stays;
        var (from, to) = Todo.Range(choice.Due, today);
        return db.Database.SqlQuery<Guid>($"""
            select d.case_id as "Value" from duty_owed d join member m on m.id = d.owner_id
            where d.opens_on <= {today} and d.owed_until > {today} and d.kind = {choice.Kind} and d.period is not distinct from {choice.Period}
              and (d.due_on < {today}) = {choice.IsLate} and d.due_on between {from} and {to} and d.owed_by = {choice.OwedBy}
              and d.org_path >= {org} and d.org_path < {org + "/"} and ({choice.Q}::text is null or m.name like {LikePattern.Anywhere(choice.Q)})
              and ({his}::uuid[] is null or d.case_id = any({his}::uuid[]))
            group by d.case_id, m.name order by min(d.due_on), m.name, d.case_id
            """).ToListAsync(cancellation);
    }

    /// <summary>Lines that stand by person, of which those about one notice are one task, of as many as the whole list has.</summary>
    public static IEnumerable<TaskOfMany> Once(IEnumerable<Line> lines) =>
        from line in lines
        group line by (line.Kind, line.Period) into same
        let task = new TaskOfMany(same.Key.Kind, same.Key.Period, same.Max(line => line.Alike), same.Min(line => line.DueOn),
            same.Max(line => line.DueOn), [.. same])
        where task.IsOnce && task.People > 1
        select task;

    private sealed record TaskRow : Line
    {
        public required DateOnly FirstDue { get; init; }
        public required DateOnly LastDue { get; init; }
        public required long Everything { get; init; }
    }
}
