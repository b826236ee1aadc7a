using Hongyan.Data;
using Hongyan.Features.Meetings;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Notices;

/// <summary>What the reader's branches announced to their members away, and how far it has come.</summary>
public sealed class IndexModel(HongyanDb db, OwnBranches branches, Actor actor, TimeProvider clock) : PageModel
{
    private const int Most = 200;

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IReadOnlyList<OwnBranch> Choices { get; private set; } = [];

    public OwnBranch? Branch { get; private set; }

    public IReadOnlyList<NoticeRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Choices = await branches.AllAsync(cancellation);
        if (Org is not null && (Branch = await branches.FindAsync(Org, cancellation)) is null)
            return NotFound();
        var (lo, hi) = (Org ?? actor.OrgPath ?? "", (Org ?? actor.OrgPath) + "/");
        Rows = await db.Database.SqlQuery<NoticeRow>($"""
            with valid as (
              select * from record r
              where home_path >= {lo} and home_path < {hi}
                and type in ('election', 'major-matter', 'notified', 'notice-read', 'opinion-given')
                and not exists (select 1 from record later where later.owner_id = r.owner_id and later.corrects_id = r.id)),
            announced as (
              select home_path, owner_id, case_id, type, data ->> 'takesPlace' as day, max(data ->> 'name') as name, min(on_date) as since
              from valid where type in ('election', 'major-matter') and coalesce(data ->> 'of', 'home') = 'home'
              group by 1, 2, 3, 4, 5),
            answers as (
              select a.home_path, a.type, a.day, a.name, a.since,
                     bool_or(v.type = 'notified' and coalesce(v.data ->> 'how', 'told') not in ('posted', 'delivered')) as told,
                     bool_or(v.type = 'notice-read' or v.data ->> 'how' = 'opened') as read, bool_or(v.type = 'opinion-given') as said
              from announced a
              left join valid v on v.owner_id = a.owner_id and v.case_id = a.case_id
                and v.data ->> 'event' in (a.type || '-' || a.day, a.type, a.day, a.name)
              group by a.home_path, a.owner_id, a.case_id, a.type, a.day, a.name, a.since)
            select a.home_path as "Org", o.name as "Branch", a.type as "Type", a.day::date as "Day", max(a.name) as "Name", min(a.since) as "Since",
                   count(*)::int as "Concerned", count(*) filter (where told)::int as "Told",
                   count(*) filter (where read)::int as "Read", count(*) filter (where said)::int as "Said"
            from answers a join organization o on o.path = a.home_path
            group by a.home_path, o.name, a.type, a.day
            order by a.day desc, a.home_path, a.type
            limit {Most}
            """).ToListAsync(cancellation);
        return Page();
    }

    public sealed record NoticeRow
    {
        public required string Org { get; init; }
        public required string Branch { get; init; }
        public required string Type { get; init; }
        public required DateOnly Day { get; init; }
        public string? Name { get; init; }
        public required DateOnly Since { get; init; }
        public required int Concerned { get; init; }
        public required int Told { get; init; }
        public required int Read { get; init; }
        public required int Said { get; init; }

        public string Occasion => $"{Type}-{Day:yyyy-MM-dd}";
    }
}
