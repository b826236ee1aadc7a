using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>What is to be sealed, and every certificate of the reader's organisations by state.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    private const int RowsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public static IReadOnlyList<string> States { get; } = ["sealed", "valid", "expired", "lost", "replaced", "withdrawn"];

    public IReadOnlyList<ToSeal> Waiting { get; private set; } = [];

    public IReadOnlyList<CertificateRow> Rows { get; private set; } = [];

    /// <summary>How many numbers the committees below have left, those with few first; asked by clerks only.</summary>
    public IReadOnlyList<(string Committee, long Left)> Left { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        Q = Q?.Trim() is { Length: > 0 } search ? search : null;
        State = States.Contains(State) ? State : null;
        P = Math.Max(P, 1);
        Rows = await RowsAsync(top, cancellation);
        if (Rows.Count == 0 && P > 1)
            return RedirectToPage(new { Q, State });
        Pages = (int)(((Rows is [var row, ..] ? row.Everything : 0) + RowsOnPage - 1) / RowsOnPage);
        Waiting = await WaitingAsync(top, cancellation);
        if (actor.Can(Access.Clerk))
            Left = await LeftAsync(top, cancellation);
        return Page();
    }

    /// <summary>Stays whose seal is owed, and those whose certificate was lost and has not been made anew.</summary>
    private Task<List<ToSeal>> WaitingAsync(string top, CancellationToken cancellation)
    {
        var end = top + "/";
        return db.Database.SqlQuery<ToSeal>($"""
            select s.member_id as "Member", s.id as "Sojourn", m.name as "Name", o.name as "Branch", s.departed_on as "DepartedOn", w.due_on as "DueOn",
              w.lost_on as "LostOn"
            from (
              select member_id, sojourn_id, max(due_on) as due_on, max(lost_on) as lost_on
              from (
                select owner_id as member_id, case_id as sojourn_id, due_on, null::date as lost_on from duty_owed
                where kind = 'seal-certificate' and home_path >= {top} and home_path < {end} and opens_on <= {Today} and owed_until > {Today}
                union all
                select c.member_id, c.sojourn_id, null, c.lost_on from certificate c
                where c.home_path >= {top} and c.home_path < {end} and c.lost_on is not null
                  and not exists (select from certificate n where n.member_id = c.member_id and n.sojourn_id = c.sojourn_id and n.lost_on is null)
              ) owed
              group by member_id, sojourn_id
            ) w
            join sojourn s on s.member_id = w.member_id and s.id = w.sojourn_id and s.ended_on is null
            join member m on m.id = s.member_id
            join organization o on o.path = s.home_path
            order by w.due_on nulls first, s.home_path, m.name limit {SealModel.Most}
            """).ToListAsync(cancellation);
    }

    // The states in the order in which Hongyan.Rules.Certificates.CertificateDays decides; a test holds the two together.
    private Task<List<CertificateRow>> RowsAsync(string top, CancellationToken cancellation)
    {
        var end = top + "/";
        return db.Database.SqlQuery<CertificateRow>($"""
            with concerned as (
              select member_id, id from certificate where home_path >= {top} and home_path < {end}
              union
              select c.member_id, c.id from sojourn s join certificate c on c.member_id = s.member_id and c.sojourn_id = s.id
              where s.host_path >= {top} and s.host_path < {end}
            ), told as (
              select c.*, s.host_path, case when c.withdrawn_on <= {Today} then 'withdrawn' when c.lost_on <= {Today} then 'lost'
                               when c.replaced_on <= {Today} then 'replaced' when c.issued_on is null or c.issued_on > {Today} then 'sealed'
                               when c.valid_until < {Today} then 'expired' else 'valid' end as state
              from concerned join certificate c using (member_id, id) join sojourn s on s.member_id = c.member_id and s.id = c.sojourn_id
            )
            select t.member_id as "Member", t.id as "Id", t.sojourn_id as "Sojourn", t.number as "Number", t.state as "State", m.name as "Name",
              (select name from organization where path = t.home_path) as "Branch",
                   t.sealed_on as "SealedOn", t.issued_on as "IssuedOn", t.valid_until as "ValidUntil", t.home_path as "HomePath", t.host_path as "HostPath",
                   count(*) over () as "Everything"
            from told t join member m on m.id = t.member_id
            where ({State}::text is null or t.state = {State})
              and ({Q}::text is null or m.name like {LikePattern.Anywhere(Q)} or t.number like {LikePattern.Anywhere(Q)})
            order by t.state = 'sealed' desc, coalesce(t.issued_on, t.sealed_on) desc, t.number, t.id limit {RowsOnPage} offset {(P - 1) * RowsOnPage}
            """).ToListAsync(cancellation);
    }

    private async Task<IReadOnlyList<(string, long)>> LeftAsync(string top, CancellationToken cancellation)
    {
        var end = top + "/";
        var left = await (
            from committee in db.Organizations.AsNoTracking()
            where committee.Path.CompareTo(top) >= 0 && committee.Path.CompareTo(end) < 0 && committee.Kind == "committee"
            select new
            {
                committee.Name,
                Left = db.CertificateRanges.Where(r => r.CommitteePath == committee.Path).Sum(r => r.Last - r.Next + 1),
            }).ToListAsync(cancellation);
        return [.. left.OrderBy(one => one.Left).Select(one => (one.Name, one.Left))];
    }

    public sealed record ToSeal(Guid Member, Guid Sojourn, string Name, string Branch, DateOnly DepartedOn, DateOnly? DueOn, DateOnly? LostOn);

    public sealed record CertificateRow
    {
        public required Guid Member { get; init; }
        public required Guid Id { get; init; }
        public required Guid Sojourn { get; init; }
        public string? Number { get; init; }
        public required string State { get; init; }
        public required string Name { get; init; }
        public required string Branch { get; init; }
        public DateOnly? SealedOn { get; init; }
        public DateOnly? IssuedOn { get; init; }
        public DateOnly? ValidUntil { get; init; }
        public required string HomePath { get; init; }
        public string? HostPath { get; init; }
        public required long Everything { get; init; }
    }
}
