using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Records;

/// <summary>Takes back a record that was made in error, with a reason. The record stays in the timeline; the duties that it closed open again.</summary>
public sealed class StrikeModel(
    HongyanDb db, Recording recording, SecondPersons seconds, Policies policies, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestReason = 200;
    private readonly Texts words = texts.For("Records");

    [BindProperty(SupportsGet = true)]
    public Guid Member { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Record { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty, Required, StringLength(LongestReason)]
    public string? Reason { get; set; }

    public string Name { get; private set; } = "";

    public Record Struck { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public string Way => Url.Way(Back, $"/Members/{Member}");

    private DateOnly Today => ChinaDate.Today(clock);

    public static string AddressOf(Guid member, Guid record, string back) =>
        "/Records/Strike" + new QueryBuilder { { "member", member.ToString() }, { "record", record.ToString() }, { "back", back } };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await FindAsync(cancellation) ? this.PageUnless(Refusal) : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await db.Records.FindAsync([Member, Record], cancellation) is not { } record
            || await recording.HoldAsync(Member, record.CaseId, cancellation) is not { } sojourn)
            return NotFound();
        if (!await FindAsync(cancellation))
            return Done(); // a second tap: it is struck already
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (!ModelState.IsValid)
            return Page();
        var struck = new Struck { On = Today, Reason = Reason!.Trim() };
        var entry = new Entry(Guid.CreateVersion7(), struck, Record);
        if ((await recording.WriteAsync(sojourn, [entry], cancellation)).Refusal is { } refusal)
        {
            db.ChangeTracker.Clear();
            if (Recording.AsksSecond(refusal))
                return await this.AskSecondAsync(seconds, sojourn, entry, Way, words, cancellation);
            Refusal = refusal;
            return this.PageUnless(Refusal);
        }
        await recording.SaveAsync(cancellation);
        return Done();
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await Corrections.FindAsync(db, Member, Record, cancellation) is not { } found
            || await db.Members.FindAsync([Member], cancellation) is not { } person)
            return false;
        (Struck, Name) = (found, person.Name);
        var days = (await policies.AtAsync(found.HomePath ?? found.HostPath, cancellation)).Get(Parameters.RecordUndoDays, Today);
        var read = await Corrections.ReadLettersAsync(db, [Member], cancellation);
        Refusal = Corrections.StrikeRefusal(found, read, actor, ChinaDate.Of(found.RecordedAt), Today, days) is { } key ? Refusal.Of(key) : null;
        return true;
    }

    private LocalRedirectResult Done()
    {
        TempData["Message"] = words["struck", Name];
        return LocalRedirect(Way);
    }
}
