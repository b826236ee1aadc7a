using Hongyan.Data;
using Hongyan.Features.Meetings;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Notices;

/// <summary>One announcement: who was told, who has read it, and what was answered.</summary>
public sealed class DetailsModel(HongyanDb db, Announcing announcing, OwnBranches branches, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Notices");

    [BindProperty(SupportsGet = true)]
    public string Org { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Occasion { get; set; } = "";

    public Announcement Announced { get; private set; } = null!;

    public OwnBranch Branch { get; private set; } = null!;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public bool CanSend => Announced.TakesPlace > ChinaDate.Today(clock) && Lines.Any(line => line.ToldOn is null && line.EndedOn is null);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        var (type, day) = Announcing.Read(Occasion)!.Value;
        var dayText = $"{day:yyyy-MM-dd}";
        var about = new[] { Occasion, type, dayText, Announced.Name ?? Occasion };
        Lines = await db.Database.SqlQuery<Line>($"""
            with valid as (
              select * from record r
              where home_path = {Org} and type in ('election', 'major-matter', 'notified', 'notice-read', 'opinion-given')
                and not exists (select 1 from record later where later.member_id = r.member_id and later.corrects_id = r.id))
            select m.id as "Member", m.name as "Name", m.phone as "Phone", m.status as "Status", s.ended_on as "EndedOn",
                   bool_or(v.type = {type}) as "IsAnnounced",
                   min(v.on_date) filter (where v.type = 'notified') as "ToldOn", min(v.on_date) filter (where v.type = 'notice-read') as "ReadOn",
                   max(v.on_date) filter (where v.type = 'opinion-given') as "SaidOn", max(v.data ->> 'text') filter (where v.type = 'opinion-given') as "Said"
            from sojourn s
            join member m on m.id = s.member_id
            left join valid v on v.member_id = s.member_id and v.sojourn_id = s.id
              and (v.type = {type} and v.data ->> 'takesPlace' = {dayText} or v.data ->> 'event' = any({about}))
            where s.home_path = {Org}
            group by m.id, m.name, m.phone, m.status, s.id, s.ended_on
            having bool_or(v.type = {type}) or s.ended_on is null
            order by min(v.on_date) filter (where v.type = 'notice-read') is not null, m.name, m.id
            """).ToListAsync(cancellation);
        return Page();
    }

    /// <summary>Announces it to those who left meanwhile, and tells everybody who was not told.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (Announced.TakesPlace <= ChinaDate.Today(clock))
        {
            TempData["Message"] = words["refusal.past"];
        }
        else
        {
            var told = await announcing.SendAsync(Org, Announced, tell: true, cancellation);
            TempData["Message"] = told == 0 ? words["sent.none"] : words["sent", told];
        }
        return RedirectToPage(new { Org, Occasion });
    }

    public string PhoneOf(byte[] cipher) => db.Secrets.Decrypt(cipher);

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        if (await branches.FindAsync(Org, cancellation) is not { } branch || await announcing.FindAsync(Org, Occasion, cancellation) is not { } announced)
            return false;
        (Branch, Announced) = (branch, announced);
        return true;
    }

    public sealed record Line
    {
        public required Guid Member { get; init; }
        public required string Name { get; init; }
        public byte[]? Phone { get; init; }
        public required string Status { get; init; }
        public DateOnly? EndedOn { get; init; }
        public bool? IsAnnounced { get; init; }
        public DateOnly? ToldOn { get; init; }
        public DateOnly? ReadOn { get; init; }
        public DateOnly? SaidOn { get; init; }
        public string? Said { get; init; }
    }
}
