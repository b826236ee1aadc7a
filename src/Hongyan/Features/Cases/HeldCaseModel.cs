using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>A page that writes to one case: its address, the case as it is read or held, and the way back to its page.</summary>
public abstract class HeldCaseModel(HongyanDb db, CaseRecording recording, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid Owner { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public HeldCase Held { get; private set; } = null!;

    /// <summary>Why the actor cannot do it; nothing when he can.</summary>
    public Refusal? Refusal { get; protected set; }

    public string Address => $"/Cases/{KindName}/{Owner}/{Id}";

    protected CaseRecording Recording { get; } = recording;

    protected Texts Texts { get; } = texts;

    /// <summary>Whether the case is there and has what the page is about.</summary>
    protected async Task<bool> ReadAsync(CancellationToken cancellation) =>
        await FindAsync(await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.OwnerId == Owner && c.Id == Id, cancellation), cancellation);

    /// <summary>The same with the case held, so that nobody else writes to it meanwhile.</summary>
    protected async Task<bool> HoldAsync(CancellationToken cancellation) =>
        await FindAsync(await Recording.HoldAsync(Owner, Id, cancellation), cancellation);

    /// <summary>Finds in the held case what the page is about, and says whether the actor may do it.</summary>
    protected abstract bool Find();

    /// <param name="type">The type of the record about which the sentence speaks.</param>
    protected LocalRedirectResult Done(string message, string type, string? way = null)
    {
        TempData["Message"] = Texts.For("Cases")[message, Texts.For("Records")["record." + type]];
        return LocalRedirect(way ?? Address);
    }

    private async Task<bool> FindAsync(KeptCase? one, CancellationToken cancellation)
    {
        if (one is null || one.Kind != KindName)
            return false;
        Held = await Recording.ReadAsync(one, cancellation);
        return Find();
    }
}
