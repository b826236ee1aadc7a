using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Records;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Worklist;

/// <summary>One task that several people owe or are owed: contact for a quarter, one notice.</summary>
/// <param name="People">How many there are; <paramref name="Lines"/> holds the first of them.</param>
public sealed record TaskOfMany(string Kind, string? Period, long People, DateOnly FirstDue, DateOnly LastDue, IReadOnlyList<Line> Lines)
{
    /// <summary>Told once to everybody concerned: one act, whoever it stands beside.</summary>
    public bool IsOnce => OnceKinds.Contains(Kind);

    public static readonly string[] OnceKinds = ["notify-rights", "invite-to-life"];

    /// <summary>The form that does it for all of the lines at once; nothing where each needs words of his own.</summary>
    public string? ActForAll(Func<Line, DutyAction> actOf, string back)
    {
        if (IsOnce) return Lines.Select(line => actOf(line).Address).FirstOrDefault(address => address is not null);
        var possible = Lines.Where(line => actOf(line).Address is not null).ToList();
        if (possible.Count < 2) return null;
        var (address, name, whole) = Kind switch
        {
            "pay-dues" => ("/Dues/Pay", "who", false),
            "festival-care" => ("/Care/Record", "who", false),
            "home-contact" or "urge-report-in" => ("/Batch/Contact", "who", false),
            "host-feedback" or "home-inform" => ("/Batch/Feedback", "who", false),
            "seal-certificate" => ("/Certificates/Seal", "stay", true),
            "verify-and-place" when possible[0].OwedBy == "host-committee" => ("/Reception/Place", "stay", true),
            _ => ("", "", false),
        };
        if (address.Length == 0) return null;
        var query = new QueryBuilder();
        foreach (var stay in possible.Select(line => whole ? $"{line.MemberId}.{line.SojournId}" : line.SojournId.ToString()).Distinct()) query.Add(name, stay);
        if (Kind == "festival-care") query.Add("type", "care");
        if (address.StartsWith("/Batch/", StringComparison.Ordinal))
        {
            var closing = DutyCloser.Of(Kind, Period, possible[0].OwedBy);
            query.Add("side", closing.Writer.ToString().ToLowerInvariant());
            if (Period is not null) query.Add("period", Period);
            if (closing is { Field: "topic", Value: { } topic }) query.Add("topic", topic);
        }
        query.Add("back", back);
        return address + query;
    }
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
        var (self, name) = (mine?.MemberId, mine?.Name);
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
                and ({search}::text is null or m.name like {Todo.Like(search)})
                and ({name}::text is null or exists (select from sojourn own where own.member_id = d.owner_id and own.id = d.case_id
                  and (own.home_contact_id = {self}::uuid or own.host_contact_id = {self}::uuid
                    or (({self}::uuid is null or own.home_contact_id is null) and own.home_contact = {name})
                    or (({self}::uuid is null or own.host_contact_id is null) and own.host_contact = {name}))))
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
            .Select(group => new TaskOfMany(group.Key.Kind, group.Key.Period, group.First().People, group.Key.FirstDue, group.First().LastDue, [.. group]))
            .ToList();
        return (tasks, (int)(((rows is [var row, ..] ? row.Everything : 0) + TasksOnPage - 1) / TasksOnPage));
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
