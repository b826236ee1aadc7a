using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>更改基本信息: one field of the basic data changes, by the branch itself or because the member asked. The old value stays in his history.</summary>
public sealed class ChangeModel(
    HongyanDb db, Secrets secrets, Recording recording, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const string Changed = "changed", Corrected = "corrected";
    private readonly Texts words = texts.For("Members");

    /// <summary>The field that is changed; without it the page asks which.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Field { get; set; }

    /// <summary>The member's own request, if it is one.</summary>
    [BindProperty(SupportsGet = true, Name = "request")]
    public Guid? RequestId { get; set; }

    [BindProperty]
    public ChangeInput Input { get; set; } = new();

    public Member Person { get; private set; } = null!;

    public CorrectionRequest? Asked { get; private set; }

    public bool HasField => BasicFields.Contains(Field);

    public string? Now => HasField ? BasicFields.Of(Person, Field!) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        if (Asked is { Outcome: not null }) return RedirectToPage("/Members/Corrections");
        if (Asked is null) return Page();
        Input.Value = Asked.Wish.Length <= ChangeInput.LongestValue ? Asked.Wish : null;
        (Input.Kind, Input.Reason) = (Corrected, words["change.asked"]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        if (Asked is { Outcome: not null }) return RedirectToPage("/Members/Corrections");
        if (!HasField) return Page();
        var old = Now;
        var since = Check();
        var change = await JudgeAsync(cancellation);
        if (change is { ChangesNothing: true }) ModelState.AddModelError("Input.Value", words["change.same"]);
        if (!ModelState.IsValid || change is null) return Page();
        await SaveAsync(change, old, since, cancellation);
        TempData["Message"] = words["change.done", words["basic." + Field]];
        return Asked is null ? LocalRedirect($"/Members/{id}#membership") : RedirectToPage("/Members/Corrections");
    }

    private DateOnly Today => ChinaDate.Today(clock);

    /// <summary>What belongs to the act and not to the value; answers since when it holds.</summary>
    private DateOnly? Check()
    {
        Required(nameof(Input.Value), Input.Value = Trimmed(Input.Value));
        Required(nameof(Input.Reason), Input.Reason = Trimmed(Input.Reason));
        Required(nameof(Input.Paper), Input.Paper = Trimmed(Input.Paper));
        Input.Answer = Trimmed(Input.Answer);
        if (Input.Kind is not (Changed or Corrected)) ModelState.AddModelError("Input.Kind", words["change.kind.missing"]);
        if (Input.Kind != Changed) return null;
        if (Trimmed(Input.Since) is null)
            ModelState.AddModelError("Input.Since", words["change.since.missing"]);
        else if (!DateOnly.TryParseExact(Input.Since!.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day > Today || day < Person.Born)
            ModelState.AddModelError("Input.Since", words["change.since.wrong"]);
        else
            return day;
        return null;
    }

    private async Task<MemberChange?> JudgeAsync(CancellationToken cancellation)
    {
        if (Input.Value is not { } value) return null;
        var home = await db.Organizations.AsNoTracking().SingleAsync(one => one.Path == Person.HomePath, cancellation);
        var problems = new List<Problem>();
        var typed = Typed.Row(ImportKind.Members, BasicFields.Row(Person, Field!, value, secrets, words));
        var change = MemberRows.Change(Person, new Branches([home], home.Path), typed, Today, problems);
        foreach (var (_, _, sentence) in Typed.Wrong(typed, problems, texts).DistinctBy(one => one.Sentence))
            ModelState.AddModelError("Input.Value", sentence);
        if (change is null && ModelState.IsValid) ModelState.AddModelError("Input.Value", words["invalid.required"]);
        return change;
    }

    private async Task SaveAsync(MemberChange change, string? old, DateOnly? since, CancellationToken cancellation)
    {
        if (Asked is not null)
        {
            (Asked.Outcome, Asked.Answer, Asked.AnsweredAt, Asked.AccountId) = ("corrected", Input.Answer, clock.GetUtcNow(), actor.AccountId);
            audit.Note("correction-answered", Asked.Id.ToString(), new { Asked.Field, Asked.Outcome }, member: Person.Id);
        }
        await new Saving(db, secrets, recording, dutiesFrom: null).SaveAsync([change], progress: null, cancellation);
        var record = Guid.CreateVersion7();
        var facts = new MembershipFacts
        {
            Kind = Input.Kind,
            Old = old,
            New = BasicFields.Of(Person, Field!), // as it was tidied
            Since = since,
            Reason = Input.Reason,
            Paper = Input.Paper,
            Request = Asked?.Id,
        };
        db.MembershipRecords.Add(new MembershipRecord
        {
            MemberId = Person.Id,
            Id = record,
            Type = "basic-data-changed",
            Field = Field,
            OnDate = since ?? Today,
            Data = facts.Write(),
            OrgPath = actor.OrgPath,
            AccountId = actor.AccountId,
            RecordedAt = clock.GetUtcNow(),
        });
        audit.Note("basic-data-changed", record.ToString(), new { Field, Input.Kind }, member: Person.Id);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The member is held, so that two who change him at once see each other; so is the request.</summary>
    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Members.FromSql($"select * from member where id = {id} for update").SingleOrDefaultAsync(cancellation) is not { } person
            || !Writers.Within(person.HomePath, actor.OrgPath))
            return false;
        Person = person;
        if (RequestId is not { } request) return true;
        Asked = await db.CorrectionRequests.FromSql($"select * from correction_request where member_id = {id} and id = {request} for update")
            .SingleOrDefaultAsync(cancellation);
        Field = Asked?.Field;
        return Asked is not null && HasField;
    }

    private void Required(string name, string? value)
    {
        if (value is null) ModelState.AddModelError("Input." + name, words["invalid.required"]);
    }

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
}
