using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Meetings;

/// <summary>One meeting: its notice, its code, and the list on which attendance is ticked.</summary>
[FormLimits(Values = Ticked.MostValues)]
public sealed class DetailsModel(HongyanDb db, Inviting inviting, Attending attending, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int MostTold = 150; // stays that an address holds
    private readonly Texts words = texts.For("Meetings");

    public BranchMeeting Meeting { get; private set; } = null!;

    public string Branch { get; private set; } = "";

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>Those who belong to the branch and are not on the list.</summary>
    public IReadOnlyList<Belonging> Others { get; private set; } = [];

    /// <summary>Lines that somebody else marked meanwhile, which are asked again.</summary>
    public IReadOnlyDictionary<Guid, Asked> Again { get; private set; } = new Dictionary<Guid, Asked>();

    /// <summary>How many were saved beside those that are asked again.</summary>
    public int Saved { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public bool CanTell => Meeting.CancelledOn is null && Meeting.OnDate >= Today && Lines.Any(line => line.InvitedAt is null);

    public bool CanChange => Meeting.CancelledOn is null && Meeting.OnDate >= Today && Lines.All(line => line.State != "attended");

    /// <summary>Who came is known from the day on; that somebody cannot come, before.</summary>
    public bool HasBegun => Meeting.OnDate <= Today;

    /// <summary>Where those who were called and have not read it are said to have been told; nothing where one is left, or none.</summary>
    public string? AllToldAddress => Untold.Take(MostTold).ToList() is { Count: > 1 } who
        ? $"/Batch/notified?side=host&kind=invite-to-life&period={Inviting.Occasion(Meeting)}&back=/Meetings/{Meeting.Id}&who=" + string.Join("&who=", who)
        : null;

    private IEnumerable<Guid?> Untold =>
        Lines.Where(line => line is { InvitedAt: not null, ReadAt: null, IsOwn: false, Sojourn: not null, State: not "attended" }).Select(line => line.Sojourn);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } meeting || !IsOurs(meeting))
            return NotFound();
        await ShowAsync(meeting, cancellation);
        return Page();
    }

    /// <summary>Sends the notice to those who have not been told.</summary>
    public async Task<IActionResult> OnPostTellAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is not { } meeting)
            return NotFound();
        if (meeting.CancelledOn is not null || meeting.OnDate < Today)
            return Done(id, words[meeting.CancelledOn is not null ? "refusal.cancelled" : "refusal.past"]);
        var told = await inviting.TellAsync(meeting, cancellation);
        await db.SaveChangesAsync(cancellation);
        return Done(id, told == 0 ? words["told.none"] : words["told.count", told]);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is not { } meeting)
            return NotFound();
        var chosen = Ticked.Members(Request.Form);
        var people = (await Roll.OfAsync(db, meeting.OrgPath, cancellation)).Where(person => chosen.Contains(person.Id)).ToList();
        await inviting.AddAsync(meeting, people, cancellation);
        await db.SaveChangesAsync(cancellation);
        return Done(id, words["added", people.Count]);
    }

    /// <summary>Saves the list. Only what differs from what was shown is changed: who checked in meanwhile stays checked in.</summary>
    public async Task<IActionResult> OnPostAttendAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is not { } meeting)
            return NotFound();
        if (meeting.CancelledOn is not null)
            return Done(id, words["refusal.cancelled"]);
        var wanted = Wanted();
        if (meeting.OnDate > Today && wanted.Values.Any(mark => mark.Came || mark == Mark.Absent))
        {
            ModelState.AddModelError("", words["refusal.early"]);
            await ShowAsync(meeting, cancellation);
            return Page();
        }
        var lines = await attending.HoldAsync(id, wanted.Keys, cancellation);
        var contested = lines.Where(line => IsContested(line, wanted[line.MemberId])).ToList();
        var free = lines.Except(contested).Where(line => !IsForTheRest(line) || line.State == Mark.None.State).ToList();
        await attending.MarkAsync(meeting, [.. free.Select(line => (line, wanted[line.MemberId]))], cancellation);
        await db.SaveChangesAsync(cancellation);
        if (contested.Count == 0)
            return Done(id, words["saved", free.Count]);
        if (free.Count == 0)
            Response.StatusCode = StatusCodes.Status409Conflict;
        Saved = free.Count;
        await ShowAsync(meeting, cancellation);
        await AskAgainAsync(contested, wanted, cancellation);
        return Page();
    }

    /// <summary>Somebody else marked it since this list was shown, and neither as it was nor as it is wished here.</summary>
    private bool IsContested(Attendance line, Mark wish) =>
        !IsForTheRest(line) && Mark.NameOf(line.State, line.Online) is var now
        && now != Request.Form[$"Was[{line.MemberId}]"].FirstOrDefault() && now != Mark.NameOf(wish.State, wish.Online);

    /// <summary>Not ticked by himself: “all the others”, which is only for whom nobody has marked.</summary>
    private bool IsForTheRest(Attendance line) =>
        Request.Form["Rest"] == "onsite" && (Request.Form[$"Marks[{line.MemberId}]"].FirstOrDefault() ?? "none") == "none";

    private async Task AskAgainAsync(List<Attendance> contested, Dictionary<Guid, Mark> wanted, CancellationToken cancellation)
    {
        List<Guid?> writers = [.. contested.Select(line => line.AccountId).Distinct()];
        var names = await db.Accounts
            .Where(account => writers.Contains(account.Id))
            .ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellation);
        Again = contested.ToDictionary(line => line.MemberId, line => new Asked(
            Mark.NameOf(wanted[line.MemberId].State, wanted[line.MemberId].Online), Mark.NameOf(line.State, line.Online),
            line.AccountId is { } writer ? names.GetValueOrDefault(writer) : null, line.MarkedAt));
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is not { } meeting)
            return NotFound();
        if (await db.Attendances.AnyAsync(a => a.MeetingId == id && a.State == "attended", cancellation))
            return Done(id, words["refusal.attended"]);
        if (meeting.CancelledOn is null)
        {
            meeting.CancelledOn = Today;
            inviting.Note("meeting-cancelled", meeting);
            await db.SaveChangesAsync(cancellation);
        }
        return Done(id, words["cancelled.done"]);
    }

    /// <summary>Marks[member] beside Was[member]: what is ticked and what was shown. “All” marks on site who is not marked at all.</summary>
    private Dictionary<Guid, Mark> Wanted()
    {
        var wanted = new Dictionary<Guid, Mark>();
        var rest = Request.Form["Rest"] == "onsite" ? "onsite" : "none";
        foreach (var (name, value) in Request.Form)
        {
            if (!name.StartsWith("Was[", StringComparison.Ordinal) || !Guid.TryParse(name.AsSpan(4).TrimEnd(']'), out var member))
                continue;
            var mark = Request.Form[$"Marks[{member}]"].FirstOrDefault() ?? "none";
            mark = mark == "none" ? rest : mark;
            if (mark != value && Mark.All.TryGetValue(mark, out var found))
                wanted[member] = found;
        }
        return wanted;
    }

    private async Task<BranchMeeting?> HoldAsync(Guid id, CancellationToken cancellation) =>
        await inviting.HoldAsync(id, cancellation) is { } meeting && IsOurs(meeting) ? meeting : null;

    private bool IsOurs(BranchMeeting meeting) => Writers.Within(meeting.OrgPath, actor.OrgPath);

    private async Task ShowAsync(BranchMeeting meeting, CancellationToken cancellation)
    {
        Meeting = meeting;
        Branch = await db.Organizations.Where(o => o.Path == meeting.OrgPath).Select(o => o.Name).FirstAsync(cancellation);
        var lines = await db.Attendances.AsNoTracking().Where(a => a.MeetingId == meeting.Id)
            .Join(db.Members, a => a.MemberId, m => m.Id, (a, m) => new { a, m.Name })
            .Select(one => new Line(one.a.MemberId, one.Name, one.a.SojournId, one.a.HomePath == meeting.OrgPath,
                db.Organizations.Where(o => o.Path == one.a.HomePath).Select(o => o.Name).FirstOrDefault()
                    ?? db.Sojourns.Where(s => s.MemberId == one.a.MemberId && s.Id == one.a.SojournId)
                        .Select(s => HongyanDb.GuestHome(s.HomeOutside, s.HomeWords)).FirstOrDefault(),
                one.a.InvitedAt, one.a.ReadAt, one.a.State, one.a.Online, one.a.MarkedAt))
            .ToListAsync(cancellation);
        Lines = [.. lines.OrderBy(line => line.IsOwn).ThenBy(line => line.Name, StringComparer.Ordinal)];
        if (meeting.CancelledOn is null)
            Others = [.. (await Roll.OfAsync(db, meeting.OrgPath, cancellation)).ExceptBy(Lines.Select(line => line.Member), person => person.Id)];
    }

    private RedirectToPageResult Done(Guid id, string message)
    {
        TempData["Message"] = message;
        return RedirectToPage(new { id });
    }

    /// <param name="Wish">What was ticked here.</param>
    /// <param name="Now">What somebody else has saved.</param>
    public sealed record Asked(string Wish, string Now, string? By, DateTimeOffset? At);

    public sealed record Line(
        Guid Member, string Name, Guid? Sojourn, bool IsOwn, string? Home,
        DateTimeOffset? InvitedAt, DateTimeOffset? ReadAt, string State, bool Online, DateTimeOffset? MarkedAt)
    {
        public string Marked => Mark.NameOf(State, Online);
    }
}
