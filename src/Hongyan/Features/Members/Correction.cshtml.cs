using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>The home branch answers what a member wants put right: it puts it right, or says why not.</summary>
public sealed class CorrectionModel(HongyanDb db, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestValue = 100, LongestAnswer = 500;
    private readonly Texts words = texts.For("Members");

    /// <summary>corrected or refused.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public CorrectionRequest Asked { get; private set; } = null!;

    public Member Person { get; private set; } = null!;

    /// <summary>Whether the field is one that is put right here; a record is corrected where it stands.</summary>
    public bool HasValue => Asked.Field != "other";

    public async Task<IActionResult> OnGetAsync(Guid member, Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(member, id, cancellation)) return NotFound();
        Value = Asked.Wish.Length <= LongestValue ? Asked.Wish : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid member, Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(member, id, cancellation)) return NotFound();
        if (Asked.Outcome is not null) return RedirectToPage("/Members/Corrections");
        Answer = Answer?.Trim() is { Length: > 0 } said ? said : null;
        if (Outcome is not ("corrected" or "refused"))
            ModelState.AddModelError(nameof(Outcome), words["invalid.required"]);
        if (Outcome == "refused" && Answer is null)
            ModelState.AddModelError(nameof(Answer), words["corrections.why"]);
        if (TypedText.TooLong(Answer, LongestAnswer) is { } tooLong)
            ModelState.AddModelError(nameof(Answer), tooLong);
        if (ModelState.IsValid && Outcome == "corrected" && HasValue)
            Apply(Value?.Trim());
        if (!ModelState.IsValid) return Page();

        (Asked.Outcome, Asked.Answer, Asked.AnsweredAt, Asked.AccountId) = (Outcome, Answer, clock.GetUtcNow(), actor.AccountId);
        audit.Note("correction-answered", id.ToString(), new { Asked.Field, Outcome }, Answer, member);
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = words["corrections.answered"];
        return RedirectToPage("/Members/Corrections");
    }

    private void Apply(string? value)
    {
        if (value is not { Length: > 0 and <= LongestValue })
        {
            ModelState.AddModelError(nameof(Value), words["invalid.required"]);
            return;
        }
        switch (Asked.Field)
        {
            case "name": Person.Name = value; break;
            case "nation": Person.Nation = value; break;
            case "education": Person.Education = value; break;
            case "address": (Person.Address, Person.DetailsOn) = (value, ChinaDate.Today(clock)); break;
            case "phone" when PhoneNumber.Read(value) is { } phone: (Person.Phone, Person.DetailsOn) = (phone, ChinaDate.Today(clock)); break;
            case "phone": ModelState.AddModelError(nameof(Value), texts.For("Records")["invalid.phone"]); break;
            case "joined" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= ChinaDate.Today(clock): Person.Joined = day; break;
            default: ModelState.AddModelError(nameof(Value), words["corrections.day"]); break;
        }
    }

    /// <summary>Both rows are held, so that two who answer at once see each other.</summary>
    private async Task<bool> FindAsync(Guid member, Guid id, CancellationToken cancellation)
    {
        var asked = await db.CorrectionRequests.FromSql($"select * from correction_request where member_id = {member} and id = {id} for update").SingleOrDefaultAsync(cancellation);
        if (asked is null || await db.Members.SingleOrDefaultAsync(one => one.Id == member, cancellation) is not { } person || !Writers.Within(person.HomePath, actor.OrgPath))
            return false;
        (Asked, Person) = (asked, person);
        return true;
    }
}
