using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Worklist;

/// <summary>What is owed today in the reader's organisation, by urgency, and the one act that closes each.</summary>
public sealed class IndexModel(HongyanDb db, IEnumerable<IAwaitsSecondPerson> seconds, Actor actor, TimeProvider clock) : PageModel
{
    public const string ByMember = "member";
    public const string ByKind = "kind";
    private readonly Todo todo = new(db);
    private readonly TaskList tasks = new(db);

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>member or kind; unasked, by task where more than a few people owe one thing.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public bool IsByTask { get; private set; }

    [BindProperty(SupportsGet = true)]
    public When? Due { get; set; }

    /// <summary>One organisation below the reader's own.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public IReadOnlyList<TaskOfMany> Tasks { get; private set; } = [];

    /// <summary>What others asked for and the reader can confirm.</summary>
    public IReadOnlyList<AwaitedConfirmation> Awaited { get; private set; } = [];

    public bool IsEmpty => Lines.Count == 0 && Tasks.Count == 0 && Organizations.Count == 0 && Awaited.Count == 0;

    public IReadOnlyList<OrganizationLine> Organizations { get; private set; } = [];

    /// <summary>How many duties each part of the list has, on all pages.</summary>
    public IReadOnlyDictionary<When, long> Counts { get; private set; } = new Dictionary<When, long>();

    public DateOnly? Next { get; private set; }

    /// <summary>The contact person who reads: the list holds his own people only.</summary>
    public ContactPerson? Mine { get; private set; }

    /// <summary>The organisations a reader with more than one can choose from.</summary>
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public string? OrgName { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        var org = Org is not null && Writers.Within(Org, top) ? Org : top;
        Q = Q?.Trim() is { Length: > 0 } search ? search : null;
        P = Math.Max(P, 1);
        await OrganizationsAsync(top, org, cancellation);
        Mine = await ContactPerson.OfAsync(db, actor, cancellation);
        await ReadAsync(org, cancellation);
        if (Lines.Count == 0 && Tasks.Count == 0 && P > 1)
            return RedirectToPage(new { Q, By, Due, Org });
        if (Q is null && Mine is null)
            Organizations = await todo.OrganizationLinesAsync(org, Today, cancellation);
        if (Q is null && Due is null && P == 1 && org == top)
            Awaited = await AwaitedAsync(cancellation);
        Counts = await CountsAsync(org, cancellation);
        Organizations = P > 1 ? [] : [.. Organizations.Where(one => Due is null || Due == Todo.Of(one.DueOn, Today))];
        if (IsEmpty)
            Next = await todo.NextAsync(org, Today, cancellation);
        return Page();
    }

    public IEnumerable<Line> Of(When when) => Lines.Where(line => Todo.Of(line.DueOn, Today) == when);

    public IEnumerable<TaskOfMany> TasksOf(When when) => Tasks.Where(task => Todo.Of(task.FirstDue, Today) == when);

    /// <summary>This list, with one thing about it changed.</summary>
    public string Here(string? by = null, When? due = null, bool all = false) => Url.Page("/Worklist/Index", new
    {
        q = Q,
        by = by ?? By,
        due = (all ? null : due ?? Due)?.ToString().ToLowerInvariant(),
        org = Org,
    })!;

    private async Task ReadAsync(string org, CancellationToken cancellation)
    {
        if (By != ByMember)
        {
            (var found, Pages) = await tasks.OfAsync(org, Today, Q, Due, P, Mine, cancellation);
            IsByTask = By == ByKind || P > 1 || found.Any(task => task.People > TaskList.Many);
            Tasks = IsByTask ? found : [];
        }
        if (IsByTask)
            return;
        Lines = await todo.LinesAsync(org, Today, Q, Due, P, cancellation, mine: Mine);
        Pages = (int)(((Lines is [var line, ..] ? line.People : 0) + Todo.PeopleOnPage - 1) / Todo.PeopleOnPage);
    }

    private async Task<Dictionary<When, long>> CountsAsync(string org, CancellationToken cancellation)
    {
        // An empty part says nothing about the others.
        var lines = Lines.Count > 0 ? Lines
            : Tasks.Count > 0 ? Tasks[0].Lines
            : Due is null ? []
            : await todo.LinesAsync(org, Today, Q, when: null, 1, cancellation, mine: Mine);
        var counts = new Dictionary<When, long> { [When.Overdue] = 0, [When.Soon] = 0, [When.Later] = 0 };
        if (lines is [var line, ..])
            (counts[When.Overdue], counts[When.Soon], counts[When.Later]) = (line.Overdue, line.Soon, line.Later);
        if (Organizations is [var own, ..])
        {
            counts[When.Overdue] += own.Overdue;
            counts[When.Soon] += own.Soon;
            counts[When.Later] += own.Later;
        }
        return counts;
    }

    private async Task<IReadOnlyList<AwaitedConfirmation>> AwaitedAsync(CancellationToken cancellation)
    {
        var waiting = new List<AwaitedConfirmation>();
        foreach (var one in seconds)
            waiting.AddRange(await one.WaitingAsync(cancellation));
        return waiting;
    }

    private async Task OrganizationsAsync(string top, string org, CancellationToken cancellation)
    {
        if (!actor.Can(Access.Clerk))
            return;
        var end = top + "/";
        var below = await db.Organizations.Where(o => o.Path.CompareTo(top) >= 0 && o.Path.CompareTo(end) < 0)
            .OrderBy(o => o.Path).Select(o => new { o.Path, o.Name }).ToListAsync(cancellation);
        Choices = [.. below.Select(o => new SelectListItem(o.Name, o.Path, o.Path == org))];
        OrgName = org == top ? null : below.Find(o => o.Path == org)?.Name;
    }
}
