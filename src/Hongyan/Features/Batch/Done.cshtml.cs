using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Batch;

/// <summary>What a batch saved for whom, and the way to take it back: each record is struck that still can be.</summary>
public sealed class DoneModel(HongyanDb db, Recording recording, People reading, Policies policies, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestReason = 200;

    // The id of a record is made from act and stay, so an act can be made up for any record.
    private static readonly string[] Types = ["contact", "feedback"];
    private readonly Texts words = texts.For("Batch");

    [BindProperty(SupportsGet = true)]
    public Guid Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty, Required, StringLength(LongestReason)]
    public string? Reason { get; set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public string Way => Url.Way(Back, "/Worklist");

    private DateOnly Today => ChinaDate.Today(clock);

    public static string AddressOf(Guid act, IEnumerable<Guid> who, string back) =>
        "/Batch/Done" + new QueryBuilder { { "act", act.ToString() }, { "who", SojournIds.Write(who) }, { "back", back } };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(hold: false, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(hold: true, cancellation))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var struck = 0;
        var left = new List<string>();
        foreach (var line in Lines.Where(line => line.CanBeStruck))
        {
            var entry = new Entry(Guid.CreateVersion7(), new Struck { On = Today, Reason = Reason!.Trim() }, line.Record.Id);
            if ((await recording.WriteAloneAsync(line.File.Sojourn, entry, cancellation)).Refusal is { } refusal)
                left.Add(words["of", line.File.Person.Name, refusal.In(texts)]);
            else
                struck++;
        }
        TempData["Message"] = words["struck", struck] + (left.Count == 0 ? null : words["struck.left", string.Join(texts.For("Records")["and"], left)]);
        return LocalRedirect(AddressOf(Act, SojournIds.Read(Who), Way));
    }

    private async Task<bool> ReadAsync(bool hold, CancellationToken cancellation)
    {
        var files = (await reading.FilesAsync(await recording.FindAllAsync(SojournIds.Read(Who), hold, cancellation), cancellation))
            .ToDictionary(file => Entry.IdOf(Act, file.Sojourn.Id));
        List<Guid> members = [.. files.Values.Select(file => file.Sojourn.MemberId)], ids = [.. files.Keys];
        var records = await db.Records.AsNoTracking().Where(r => members.Contains(r.MemberId) && ids.Contains(r.Id) && Types.Contains(r.Type)
                && ((r.AccountId != null && r.AccountId == actor.AccountId) || (r.OrgPath != null && r.OrgPath == actor.OrgPath)))
            .Select(r => new { Record = r, IsOver = db.Records.Any(later => later.MemberId == r.MemberId && later.CorrectsId == r.Id) })
            .ToListAsync(cancellation);
        var read = await Corrections.ReadLettersAsync(db, members, cancellation);
        var lines = new List<Line>();
        foreach (var one in records.Where(one => Confidential.MayRead(one.Record.Type, one.Record.OrgPath, one.Record.HomePath, actor)))
        {
            var file = files[one.Record.Id];
            var days = (await policies.AtAsync(one.Record.HomePath, cancellation)).Get(Parameters.RecordUndoDays, Today);
            var refusal = one.IsOver ? null : Corrections.StrikeRefusal(one.Record, read, actor, ChinaDate.Of(one.Record.RecordedAt), Today, days);
            lines.Add(new Line(file, one.Record, one.IsOver, refusal is null ? null : texts.For("Records")[refusal]));
        }
        Lines = [.. lines.OrderBy(line => line.File.Person.Name, StringComparer.Ordinal)];
        return Lines.Count > 0;
    }

    /// <summary>One record of the batch.</summary>
    /// <param name="IsOver">It was taken back or corrected since.</param>
    /// <param name="Refusal">Why it stays.</param>
    public sealed record Line(SojournFile File, Record Record, bool IsOver, string? Refusal)
    {
        public bool CanBeStruck => !IsOver && Refusal is null;
    }
}
