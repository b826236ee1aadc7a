using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Worklist;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>The members of the reader's organisations, and those who live at one of them.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    private const int RowsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Everybody, not only those who are away.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        Q = Q?.Trim() is { Length: > 0 } search ? search : null;
        P = Math.Max(P, 1);
        var (end, today) = (top + "/", ChinaDate.Today(clock));
        Rows = await db.Database.SqlQuery<Row>($"""
            with page as (
              select m.id, m.name, m.home_path, s.id as sojourn_id, s.state, s.destination, s.host_path, s.host_name, s.last_contact_on, s.ended_on,
                     count(*) over () as everybody
              from member m
              left join lateral (
                select * from sojourn where member_id = m.id order by (ended_on is null) desc, departed_on desc limit 1) s on true
              where m.left_on is null
                and (m.home_path >= {top} and m.home_path < {end}
                  or m.id in (select member_id from sojourn where host_path >= {top} and host_path < {end}))
                and ({Q}::text is null or m.name like {Todo.Like(Q)})
                and ({All} or s.id is not null and s.ended_on is null)
              order by m.home_path, m.name, m.id limit {RowsOnPage} offset {(P - 1) * RowsOnPage}
            )
            select p.id as "Id", p.name as "Name", o.name as "Branch", p.state as "State", p.destination as "Destination",
                   coalesce(h.name, p.host_name) as "Host", p.last_contact_on as "LastContactOn", p.everybody as "Everybody",
                   (select count(*) from duty d where d.member_id = p.id and d.done_on is null and d.moot_on is null and d.waived_on is null
                      and d.due_on < {today} and d.kind <> all({Closing.OfOrganizations})) as "Overdue"
            from page p
            join organization o on o.path = p.home_path
            left join organization h on h.path = p.host_path
            order by p.home_path, p.name, p.id
            """).ToListAsync(cancellation);
        if (Rows.Count == 0 && P > 1)
            return RedirectToPage(new { Q, All });
        Pages = (int)(((Rows is [var row, ..] ? row.Everybody : 0) + RowsOnPage - 1) / RowsOnPage);
        return Page();
    }

    public sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Branch { get; init; }
        public string? State { get; init; }
        public string? Destination { get; init; }
        public string? Host { get; init; }
        public DateOnly? LastContactOn { get; init; }
        public required long Everybody { get; init; }
        public required long Overdue { get; init; }
    }
}
