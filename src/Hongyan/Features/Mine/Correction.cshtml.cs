using Hongyan.Data;
using Hongyan.Features.Members;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>/Mine/Correction: something about me is wrong. The home branch answers within the time, and the answer stands here.</summary>
public sealed class CorrectionModel(HongyanDb db, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int DaysToAnswer = 15;
    private const int LongestWish = 500;
    private const string Other = "other";
    private readonly Texts words = texts.For("Mine");

    public static IReadOnlyList<string> Fields { get; } = ["name", .. BasicFields.All, Other];

    /// <summary>The id of the request to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Field { get; set; }

    [BindProperty]
    public string? Wish { get; set; }

    public IReadOnlyList<CorrectionRequest> Requests { get; private set; } = [];

    /// <summary>The request about the same field that still waits for its answer.</summary>
    public CorrectionRequest? Asked { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Id = Guid.CreateVersion7();
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(one => one.Id == actor.MemberId, cancellation) is not { HomePath: { } home } member)
            return NotFound(); // a guest's data is his home's, which is not here
        await LoadAsync(cancellation);
        if (Requests.Any(one => one.Id == Id))
            return Done();
        if (Field is null || !Fields.Contains(Field))
            ModelState.AddModelError(nameof(Field), words["invalid.required"]);
        var wish = Wish?.Trim();
        if (string.IsNullOrEmpty(wish))
            ModelState.AddModelError(nameof(Wish), words["invalid.required"]);
        else if (TypedText.TooLong(wish, LongestWish) is { } tooLong)
            ModelState.AddModelError(nameof(Wish), tooLong);
        Asked = Requests.FirstOrDefault(one => one.AnsweredAt is null && one.Field == Field && (Field != Other || one.Wish == wish));
        if (Asked is not null)
            ModelState.AddModelError(nameof(Field), words["correction.already", words["field." + Field], DateText.Of(Asked.DueOn)]);
        if (!ModelState.IsValid || Id == Guid.Empty)
            return Page();

        db.CorrectionRequests.Add(new CorrectionRequest
        {
            MemberId = member.Id,
            Id = Id,
            Field = Field!,
            Wish = wish!,
            AskedAt = clock.GetUtcNow(),
            DueOn = Today.AddDays(DaysToAnswer),
            HomePath = home,
        });
        audit.Note("correction-asked", Id.ToString(), new { Field }, member: member.Id);
        await db.SaveChangesAsync(cancellation);
        return Done();
    }

    private async Task LoadAsync(CancellationToken cancellation) => Requests = await db.CorrectionRequests.AsNoTracking()
        .Where(one => one.MemberId == actor.MemberId).OrderByDescending(one => one.AskedAt).ToListAsync(cancellation);

    private RedirectToPageResult Done()
    {
        TempData["Message"] = words["correction.asked", DaysToAnswer];
        return RedirectToPage();
    }
}
