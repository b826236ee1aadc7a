using System.ComponentModel.DataAnnotations.Schema;
using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Notices;

/// <summary>One announcement: who was told, who has read it, and what was answered.</summary>
public sealed class DetailsModel(HongyanDb db, Announcing announcing, OwnBranches branches, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Notices");

    [BindProperty(SupportsGet = true)]
    public string Org { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Occasion { get; set; } = "";

    public Announcement Announced { get; private set; } = null!;

    public OwnBranch Branch { get; private set; } = null!;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>The stays that were ticked on the call list.</summary>
    [BindProperty, TicksLines]
    public IReadOnlyList<Guid> Who { get; set; } = [];

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Means { get; set; }

    /// <summary>The person who told them.</summary>
    [BindProperty]
    public string? By { get; set; }

    public static IReadOnlyList<string> AllMeans { get; } = RecordForm.All["notified"].Fields.Single(field => field.Name == "means").Choices;

    public bool CanSend => Announced.TakesPlace > Today && Lines.Any(line => line is { ToldOn: null, PostedOn: null, EndedOn: null, HasAccount: true });

    /// <summary>Whom nobody has told and who has not opened it.</summary>
    public IEnumerable<Line> ToCall => Lines.Where(line => line is { ToldOn: null, EndedOn: null, IsAnnounced: true });

    /// <summary>So many stays an address holds.</summary>
    public const int MostTold = 150;

    /// <summary>The page on which it is said of all of them at once, with the exceptions.</summary>
    public string AllToldAddress => "/Batch/notified" + new QueryBuilder
    {
        { "side", Sides.NameOf(Side.Home) }, { "kind", "notify-rights" }, { "period", Occasion },
        { "who", ToCall.Take(MostTold).Select(line => line.Stay.ToString()) }, { "back", Request.Path + Request.QueryString },
    };

    public IEnumerable<SelectListItem> MeansToChoose(Texts records) =>
        AllMeans.Select(means => new SelectListItem(records["choice.notified.means." + means], means));

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        (On, By, Means) = (Today, actor.DisplayName, AllMeans[0]);
        await ShowAsync(cancellation);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        var (type, day) = Announcing.Read(Occasion)!.Value;
        var dayText = $"{day:yyyy-MM-dd}";
        var about = new[] { Occasion, type, dayText, Announced.Name ?? Occasion };
        Lines = await db.Database.SqlQuery<Line>($"""
            with valid as (
              select * from record r
              where home_path = {Org} and type in ('election', 'major-matter', 'notified', 'notice-read', 'opinion-given')
                and not exists (select 1 from record later where later.owner_id = r.owner_id and later.corrects_id = r.id))
            select m.id as "Member", s.id as "Stay", m.name as "Name", m.phone as "Phone", m.status as "Status", s.ended_on as "EndedOn",
                   bool_or(v.type = {type}) as "IsAnnounced",
                   min(v.on_date) filter (where v.type = 'notified' and coalesce(v.data ->> 'how', 'told') not in ('posted', 'delivered')) as "ToldOn",
                   min(v.data ->> 'how') filter (where v.type = 'notified' and coalesce(v.data ->> 'how', 'told') not in ('posted', 'delivered')) as "How",
                   min(v.data ->> 'by') filter (where v.type = 'notified') as "By",
                   min(v.on_date) filter (where v.type = 'notified' and v.data ->> 'how' in ('posted', 'delivered')) as "PostedOn",
                   min(v.on_date) filter (where v.type = 'notice-read' or v.data ->> 'how' = 'opened') as "ReadOn",
                   max(v.on_date) filter (where v.type = 'opinion-given') as "SaidOn", max(v.data ->> 'text') filter (where v.type = 'opinion-given') as "Said"
            from sojourn s
            join member m on m.id = s.member_id
            left join valid v on v.owner_id = s.member_id and v.case_id = s.id
              and (v.type = {type} and v.data ->> 'takesPlace' = {dayText} or v.data ->> 'event' = any({about}))
            where s.home_path = {Org}
            group by m.id, m.name, m.phone, m.status, s.id, s.ended_on
            having bool_or(v.type = {type}) or s.ended_on is null
            order by min(v.on_date) filter (where v.type = 'notice-read' or v.data ->> 'how' = 'opened') is not null, m.name, m.id
            """).ToListAsync(cancellation);
        var accounts = await OwnAccounts.OfAsync(db, [.. Lines.Select(line => line.Member)], cancellation);
        Lines = [.. Lines.Select(line => line with { HasAccount = accounts.Contains(line.Member) })];
    }

    /// <summary>Records that a person told those who are ticked: on which day, how, and who he was.</summary>
    public async Task<IActionResult> OnPostToldAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (Who.Count == 0)
            ModelState.AddModelError(nameof(Who), words["told.nobody"]);
        if (On is not { } on || on > Today)
            ModelState.AddModelError(nameof(On), texts.For("Records")["invalid.future"]);
        if (Means is null || !AllMeans.Contains(Means))
            ModelState.AddModelError(nameof(Means), words["invalid.value"]);
        if (By?.Trim() is not { Length: > 0 and <= RecordForm.LongestText })
            ModelState.AddModelError(nameof(By), words["invalid.required"]);
        if (!ModelState.IsValid)
            return await AgainAsync(cancellation);
        var told = new Notified { On = On!.Value, Event = Occasion, How = "told", Means = Means, By = By!.Trim() };
        var (count, refusal) = await announcing.TellAsync(Org, Who, told, cancellation);
        if (refusal is not null)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError(nameof(On), refusal.In(texts));
            return await AgainAsync(cancellation);
        }
        TempData["Message"] = words["told.recorded", count];
        return RedirectToPage(new { Org, Occasion });
    }

    private async Task<PageResult> AgainAsync(CancellationToken cancellation)
    {
        await ShowAsync(cancellation);
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
            var sent = await announcing.SendAsync(Org, Announced, tell: true, cancellation);
            TempData["Message"] = sent is { Posted: 0, ToCall: 0 } ? words["sent.none"] : words["sent", sent.Posted, sent.ToCall];
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
        public required Guid Stay { get; init; }
        public required string Name { get; init; }
        public byte[]? Phone { get; init; }
        public required string Status { get; init; }
        public DateOnly? EndedOn { get; init; }
        public bool? IsAnnounced { get; init; }
        public DateOnly? ToldOn { get; init; }

        /// <summary>opened, answered or told; old records do not say.</summary>
        public string? How { get; init; }
        public string? By { get; init; }
        public DateOnly? PostedOn { get; init; }
        public DateOnly? ReadOn { get; init; }
        public DateOnly? SaidOn { get; init; }
        public string? Said { get; init; }

        /// <summary>Whether he can open it in the product.</summary>
        [NotMapped]
        public bool HasAccount { get; init; }
    }
}
