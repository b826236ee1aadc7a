using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Batch;

/// <summary>What a batch saved for whom, and the way to take it back: each record is struck that still can be.</summary>
public sealed class DoneModel(
    HongyanDb db, Recording recording, People reading, Policies policies, BatchJob job, BackgroundJobs jobs, Actor actor, TimeProvider clock, Texts texts)
    : PageModel
{
    private const int LongestReason = 200;

    // Of batches that were sent before they were noted. The id of a record is made from act and stay, so an act can be made up for any record.
    private static readonly string[] Types = ["contact", "feedback"];
    private readonly Texts words = texts.For("Batch");

    [BindProperty(SupportsGet = true)]
    public Guid Act { get; set; }

    /// <summary>The stays of a batch that was not noted.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The job that takes it back.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Undo { get; set; }

    /// <summary>What was wrong with the reason that was sent.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Wrong { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>The job while it goes on.</summary>
    public BackgroundJob? Running { get; private set; }

    /// <summary>What came of taking back.</summary>
    public string? Undone { get; private set; }

    public string Way => Url.Way(Back, "/Worklist");

    public string StopAddress => Address("Stop") + "&undo=" + Undo;

    private DateOnly Today => ChinaDate.Today(clock);

    public static string AddressOf(Guid act, string back) => "/Batch/Done" + new QueryBuilder { { "act", act.ToString() }, { "back", back } };

    /// <summary>The same for a batch that was not noted.</summary>
    public static string AddressOf(Guid act, IEnumerable<Guid> who, string back) =>
        "/Batch/Done" + new QueryBuilder { { "act", act.ToString() }, { "who", PackedIds.Write(who) }, { "back", back } };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var waited = await job.WaitAsync(db, jobs, Undo, cancellation);
        if (!await ReadAsync(cancellation))
            return NotFound();
        Running = waited is { IsOver: false } ? waited : null;
        if (waited is { IsOver: true } over)
            Undone = OutcomeText(over);
        if (Wrong is not null)
            ModelState.AddModelError(nameof(Reason),
                Wrong == "long" ? TypedText.TooLong(new string('x', LongestReason + 1), LongestReason)! : texts["invalid.required"]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
            return NotFound();
        var reason = Reason?.Trim();
        if (string.IsNullOrEmpty(reason) || TypedText.TooLong(reason, LongestReason) is not null)
            return LocalRedirect(Address() + "&wrong=" + (string.IsNullOrEmpty(reason) ? "required" : "long"));
        var id = job.AskUndo(db, actor, [.. Lines.Where(line => line.CanBeStruck).Select(line => line.ToUndo())], reason);
        await db.SaveChangesAsync(cancellation);
        jobs.StartAfter(Response, id);
        return LocalRedirect(Address() + "&undo=" + id);
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
            return NotFound();
        if (Undo is { } undo && await job.WaitAsync(db, jobs, undo, cancellation) is { IsOver: false })
            await Task.WhenAny(await jobs.StopJobAsync(undo, cancellation), Task.Delay(BatchJob.Stopping, cancellation));
        return LocalRedirect(Address() + "&undo=" + Undo);
    }

    private string Address(string? handler = null) =>
        (Who is null ? AddressOf(Act, Way) : AddressOf(Act, PackedIds.Read(Who), Way)) + (handler is null ? "" : "&handler=" + handler);

    private string OutcomeText(BackgroundJob over)
    {
        if (over.State == BackgroundJob.Failed)
            return words["failed", Faults.InOneLanguage(over.Reason) ?? ""];
        if (over.State == BackgroundJob.Stopped)
            return words["stopped"];
        var outcome = BatchJob.OutcomeOf(over);
        var left = Lines.Where(line => outcome.Left.ContainsKey(line.File.Sojourn.Id))
            .Select(line => words["of", line.File.Person.Name, outcome.Left[line.File.Sojourn.Id]?.In(texts) ?? words["meanwhile"]]).ToList();
        return words["struck", outcome.Done] + (left.Count == 0 ? null : words["struck.left", string.Join(texts.For("Records")["and"], left)]);
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        var batch = await db.Batches.AsNoTracking().FirstOrDefaultAsync(one => one.Id == Act, cancellation);
        IReadOnlyList<Guid> stays = batch?.Stays ?? PackedIds.Read(Who);
        var types = batch is null ? Types : [batch.Type];
        var files = (await reading.FilesAsync(await recording.FindAllAsync(stays, hold: false, cancellation), cancellation))
            .ToDictionary(file => Entry.IdOf(Act, file.Sojourn.Id));
        List<Guid> members = [.. files.Values.Select(file => file.Sojourn.MemberId)], ids = [.. files.Keys];
        var (account, org) = batch is null ? (actor.AccountId, actor.OrgPath) : (batch.AccountId, null);
        var records = await db.Records.AsNoTracking().Where(r => members.Contains(r.OwnerId) && ids.Contains(r.Id) && types.Contains(r.Type)
                && ((r.AccountId != null && r.AccountId == account) || (r.OrgPath != null && r.OrgPath == org)))
            .Select(r => new { Record = r, IsOver = db.Records.Any(later => later.OwnerId == r.OwnerId && later.CorrectsId == r.Id) })
            .ToListAsync(cancellation);
        var read = await Corrections.ReadLettersAsync(db, members, cancellation);
        var lines = new List<Line>();
        foreach (var one in records.Where(one => Confidential.MayRead(one.Record.Type, one.Record.OrgPath, one.Record.HomePath, actor)))
        {
            var file = files[one.Record.Id];
            var days = (await policies.AtAsync(one.Record.HomePath ?? one.Record.HostPath, cancellation)).Get(Parameters.RecordUndoDays, Today);
            var refusal = one.IsOver ? null : Corrections.StrikeRefusal(one.Record, read, actor, ChinaDate.Of(one.Record.RecordedAt), Today, days);
            lines.Add(new Line(file, one.Record, one.IsOver, refusal is null ? null : texts.For("Records")[refusal]));
        }
        Lines = [.. lines.OrderBy(line => line.File.Person.Name, StringComparer.Ordinal)];
        Organizations = await Placements.NamesAsync(db, Lines.Select(line => line.Record.Data), cancellation);
        return Lines.Count > 0;
    }

    /// <summary>The names of organisations that records name by their paths.</summary>
    public IReadOnlyDictionary<string, string> Organizations { get; private set; } = new Dictionary<string, string>();

    /// <summary>One record of the batch.</summary>
    /// <param name="IsOver">It was taken back or corrected since.</param>
    /// <param name="Refusal">Why it stays.</param>
    public sealed record Line(SojournFile File, Record Record, bool IsOver, string? Refusal)
    {
        public bool CanBeStruck => !IsOver && Refusal is null;

        internal UndoLine ToUndo() => new(File.Sojourn.Id, Record.Id);
    }
}
