using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>
/// The home branch answers what a member wants put right. A field of the basic data is changed on <see cref="ChangeModel"/>; here it says why not.
/// </summary>
public sealed class CorrectionModel(HongyanDb db, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestAnswer = 500;
    private readonly Texts words = texts.For("Members");

    /// <summary>corrected or refused.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public CorrectionRequest Asked { get; private set; } = null!;

    public Member Person { get; private set; } = null!;

    /// <summary>Whether the field is one of the basic data; a record is corrected where it stands, a name by the committee.</summary>
    public bool IsBasic => BasicFields.Contains(Asked.Field);

    public async Task<IActionResult> OnGetAsync(Guid member, Guid id, CancellationToken cancellation)
    {
        return await FindAsync(member, id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid member, Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(member, id, cancellation)) return NotFound();
        if (Asked.Outcome is not null) return RedirectToPage("/Members/Corrections");
        Answer = Answer?.Trim() is { Length: > 0 } said ? said : null;
        if (IsBasic && Outcome == CorrectionAnswer.Corrected)
            ModelState.AddModelError(nameof(Outcome), words[Person.LeftOn is null ? "corrections.by-change" : "corrections.left"]);
        else if (Outcome is not (CorrectionAnswer.Corrected or CorrectionAnswer.Refused))
            ModelState.AddModelError(nameof(Outcome), words["invalid.required"]);
        if (Outcome == CorrectionAnswer.Refused && Answer is null)
            ModelState.AddModelError(nameof(Answer), words["corrections.why"]);
        if (TypedText.TooLong(Answer, LongestAnswer) is { } tooLong)
            ModelState.AddModelError(nameof(Answer), tooLong);
        if (!ModelState.IsValid) return Page();

        CorrectionAnswer.Give(Asked, Outcome!, Answer, audit, actor, clock);
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = words["corrections.answered"];
        return RedirectToPage("/Members/Corrections");
    }

    /// <summary>Both rows are held, so that two who answer at once see each other.</summary>
    private async Task<bool> FindAsync(Guid member, Guid id, CancellationToken cancellation)
    {
        var asked = await db.CorrectionRequests
            .FromSql($"select * from correction_request where member_id = {member} and id = {id} for update")
            .SingleOrDefaultAsync(cancellation);
        if (asked is null || await db.Members.SingleOrDefaultAsync(one => one.Id == member, cancellation) is not { } person
            || !Writers.Within(person.HomePath, actor.OrgPath))
            return false;
        (Asked, Person) = (asked, person);
        return true;
    }
}
