using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
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

    /// <summary>Why nothing of him is changed here; nothing when it may be.</summary>
    public string? Refusal { get; private set; }

    public CorrectionRequest? Asked { get; private set; }

    public bool HasField => BasicFields.Contains(Field);

    public string? Now => HasField ? BasicFields.Of(Person, Field!) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        if (Asked is { Outcome: not null }) return RedirectToPage("/Members/Corrections");
        if (Refusal is not null || Asked is null) return this.PageUnless(Refusal);
        Input.Value = Asked.Wish.Length <= ChangeInput.LongestValue ? Asked.Wish : null;
        (Input.Kind, Input.Reason) = (Corrected, words["change.asked"]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        await recording.HoldOpenAsync(id, cancellation);
        if (!await FindAsync(id, cancellation)) return NotFound();
        if (Asked is { Outcome: not null }) return RedirectToPage("/Members/Corrections");
        if (Refusal is not null || !HasField) return this.PageUnless(Refusal);
        var since = Check();
        var said = await JudgeAsync(cancellation);
        if (!ModelState.IsValid || said is null) return Page();
        var (old, known) = (Now, DutyKeeping.FactsOf(Person));
        BasicFields.Set(Person, Field!, said, Today);
        if (Now == old)
        {
            ModelState.AddModelError("Input.Value", words["change.same"]);
            return Page();
        }
        if (DutyKeeping.FactsOf(Person) != known) await recording.KeepAgainAsync(id, cancellation);
        await SaveAsync(old, since, cancellation);
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
        else if (!RequestValues.TryDay(Input.Since!, out var day) || day > Today || day < Person.Born)
            ModelState.AddModelError("Input.Since", words["change.since.wrong"]);
        else
            return day;
        return null;
    }

    private async Task<MemberSaid?> JudgeAsync(CancellationToken cancellation)
    {
        if (Input.Value is not { } value) return null;
        var home = await db.Organizations.AsNoTracking().SingleAsync(one => one.Path == Person.HomePath, cancellation);
        var problems = new List<Problem>();
        var typed = Typed.Row(ImportKind.Members, BasicFields.Row(Person, Field!, value, secrets, words));
        var said = MemberRows.SaidOf(new Branches([home], home.Path), typed, Today, problems);
        foreach (var (_, _, sentence) in Typed.Wrong(typed, problems, texts).DistinctBy(one => one.Sentence))
            ModelState.AddModelError("Input.Value", sentence);
        if (said is null && ModelState.IsValid) ModelState.AddModelError("Input.Value", words["invalid.required"]);
        return said;
    }

    private async Task SaveAsync(string? old, DateOnly? since, CancellationToken cancellation)
    {
        if (Asked is not null) CorrectionAnswer.Give(Asked, CorrectionAnswer.Corrected, Input.Answer, audit, actor, clock);
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
        var record = MembershipEntry.Add(
            db, Person.Id, "basic-data-changed", Field, since ?? Today, facts, (actor.OrgPath, actor.AccountId), clock.GetUtcNow());
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
        Refusal = person.LeftOn is { } left ? words["change.left", DateText.Of(left)] : null;
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
